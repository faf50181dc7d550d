package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.json.Bodies;
import carillon.json.DecodedPreview;
import carillon.json.PreviewDecoder;
import carillon.json.PreviewEncoder;
import carillon.task.Preview;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds the decoder and the encoder of previews and the published document equal. */
class PreviewContractTest {

    private static final long SEED = 51_118;
    private static final int ROUNDS = 2_000;
    private static final List<Object> VALUES = List.of(
            "", "x", "PT5S", "2030-01-31T09:00:00Z", "0 9 * * *", 0, 1, 1.5, -1, 1_000, 1_001, true, new JsonObject());

    private static final List<String> NAMES = List.of(
            "from", "count", "at", "delay", "every", "start", "action", "id", "retry", "queue", "labels", "state");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Validator question = ContractTest.document("PreviewRequest");
    private final Validator answer = ContractTest.document("Preview");
    private final Validator line = ContractTest.document("PreviewLine");

    @Test
    void the_examples_of_the_document_are_taken() throws IOException {
        JsonArray examples =
                ContractTest.schema(ContractTest.contract(), "PreviewRequest").getJsonArray("examples");
        for (int i = 0; i < examples.size(); i++) {
            assertTrue(decode(examples.getJsonObject(i)) instanceof DecodedPreview.Asked);
        }
    }

    @Test
    void whole_tasks_are_taken_by_both_and_answered_as_documented() {
        for (int i = 0; i < ROUNDS; i++) {
            JsonObject body = task();
            assertTrue(is(question, body), body::encode);
            if (!(decode(body) instanceof DecodedPreview.Asked asked)) {
                throw new AssertionError(body.encode());
            }
            Preview preview = Preview.of(
                    asked.trigger(),
                    asked.recurrence(),
                    asked.expiresAt(),
                    1_800_000_000_000L,
                    asked.count(),
                    () -> true);
            assertTrue(is(answer, json(PreviewEncoder.preview(preview))), body::encode);
            assertTrue(is(line, json(PreviewEncoder.line(preview))), body::encode);
        }
    }

    @Test
    void a_preview_changed_in_one_place_is_taken_or_refused_by_both() {
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            JsonObject body = task();
            String name = NAMES.get(random.nextInt(NAMES.size()));
            body.put(name, VALUES.get(random.nextInt(VALUES.size())));
            boolean taken = decode(body) instanceof DecodedPreview.Asked;
            assertEquals(taken, is(question, body), () -> "seed " + SEED + ": " + body.encode());
            refused += taken ? 0 : 1;
        }
        assertTrue(refused > ROUNDS / 4, "seed " + SEED + ": only " + refused + " were refused");
    }

    @Test
    void a_refused_line_is_as_documented() {
        Refusal refusal = Refusal.of(400, "no");
        assertTrue(is(line, refusal.toLine(1, null).toJsonObject()));
    }

    /** A valid task, now and then without what it does, or with a first instant and a count. */
    private JsonObject task() {
        JsonObject body = new JsonObject(Bodies.valid(random));
        if (random.nextBoolean()) {
            body.remove("action");
        }
        if (random.nextBoolean()) {
            body.put("count", 1 + random.nextInt(20)).put("from", "2026-03-01T00:00:00+01:00");
        }
        return body;
    }

    private static DecodedPreview decode(JsonObject body) {
        return PreviewDecoder.decode(body.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject json(byte[] bytes) {
        return new JsonObject(new String(bytes, StandardCharsets.UTF_8));
    }

    private static boolean is(Validator schema, JsonObject value) {
        @Nullable Boolean valid = schema.validate(value).getValid();
        return Boolean.TRUE.equals(valid);
    }
}
