package carillon.http;

import carillon.json.TaskEncoder;
import carillon.message.TaskView;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/**
 * What a client is answered.
 *
 * @param headers besides those that every answer has
 * @param body empty for none
 */
record Answer(int status, Map<String, String> headers, Buffer body) {

    private static final String TYPE = "Content-Type";
    private static final String TAG = "ETag";
    private static final String JSON = "application/json";

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer of(int status, String contentType, Buffer body) {
        return new Answer(status, Map.of(TYPE, contentType), body);
    }

    static Answer json(int status, byte[] json) {
        return of(status, JSON, Buffer.buffer(json));
    }

    static Answer json(int status, JsonObject json) {
        return of(status, JSON, json.toBuffer());
    }

    /** A task, with its version as the entity tag. */
    static Answer task(int status, TaskView task) {
        Map<String, String> headers = Map.of(TYPE, JSON, TAG, EntityTag.of(task.version()));
        return new Answer(status, headers, Buffer.buffer(TaskEncoder.task(task)));
    }

    /** A task that was just made, with where it is found. */
    static Answer created(TaskView task) {
        Map<String, String> headers =
                Map.of(TYPE, JSON, TAG, EntityTag.of(task.version()), "Location", "/tasks/" + task.id());
        return new Answer(201, headers, Buffer.buffer(TaskEncoder.task(task)));
    }

    static Answer noContent() {
        return new Answer(204, Map.of(), Buffer.buffer());
    }

    Answer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }
}
