package carillon.handler;

import carillon.task.Payload;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of one occurrence of a task.
 *
 * @param taskId the task
 * @param attempt from 1; grows with every attempt of this occurrence
 * @param scheduledFor the nominal instant, in milliseconds since 1970, which together with the task names the
 *     occurrence
 * @param term grows with every change of the task's owner; a call with a lower term than one seen before is stale
 * @param payload what the user attached to the task
 */
public record Run(String taskId, int attempt, long scheduledFor, long term, Payload payload) {

    /** The nominal instant. */
    public Instant scheduledInstant() {
        return Instant.ofEpochMilli(scheduledFor);
    }

    /** The payload as it was received, for reading only; empty if there is none. */
    public byte[] bytes() {
        return payload.bytes();
    }

    /**
     * The payload as Vert.x decodes JSON: a {@link JsonObject}, an array, a string, a number, a boolean or null. Null
     * also if there is no payload. Decoded anew with each call.
     */
    public @Nullable Object json() {
        return payload.isNone() ? null : Json.decodeValue(new String(payload.bytes(), StandardCharsets.UTF_8));
    }

    /**
     * The payload as a JSON object, decoded anew with each call; empty if there is no payload.
     *
     * @throws ClassCastException if the payload is another JSON value
     */
    public JsonObject jsonObject() {
        Object json = json();
        return json == null ? new JsonObject() : (JsonObject) json;
    }
}
