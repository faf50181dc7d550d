package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.json.Bodies;
import carillon.json.Decoded;
import carillon.json.DecodedSet;
import carillon.json.SetDecoder;
import carillon.json.TaskDecoder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Holds the decoder and the published document equal. */
@Tag("fuzz")
class ContractTest {

    private static final long SEED = 31_100;
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 2_000);

    /** Values that are wrong for some members and right for others. */
    private static final List<Object> VALUES = List.of(
            "",
            "x",
            "PT5S",
            "P",
            "P1M",
            "2030-01-31T09:00:00Z",
            "2030-01-31 09:00",
            "http://h/",
            "sync:/orders//h",
            "ftp://h/",
            "http://u@h/",
            "urgent",
            "unix",
            "a b",
            ".",
            "..",
            0,
            1,
            1.5,
            -1,
            101,
            true,
            new JsonObject(),
            new JsonArray(),
            new JsonObject().put("a b", "x"),
            new JsonObject().put("Host", "x"),
            new JsonObject().put("X-Key", " x"),
            new JsonObject().put("http", "x"));

    /** What only the decoder can judge, and what may be anything. */
    private static final List<String> BEYOND_SCHEMAS = List.of("cron", "rrule", "zone", "dialect", "payload");

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Validator document = document("Task");

    @Test
    void valid_tasks_are_taken_by_both() {
        for (int i = 0; i < ROUNDS; i++) {
            String body = Bodies.valid(random);
            assertTrue(isTaken(body), body);
            assertTrue(isDocumented(new JsonObject(body)), body);
        }
    }

    @Test
    void a_task_changed_in_one_place_is_taken_or_refused_by_both() {
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            JsonObject task = new JsonObject(Bodies.valid(random));
            mutate(task);
            boolean taken = isTaken(task.encode());
            assertEquals(taken, isDocumented(task), () -> "seed " + SEED + ": " + task.encode());
            refused += taken ? 0 : 1;
        }
        assertTrue(refused > ROUNDS / 4, "seed " + SEED + ": only " + refused + " were refused");
    }

    @Test
    void the_examples_of_the_document_are_taken() throws IOException {
        JsonArray examples = schema(contract(), "Task").getJsonArray("examples");
        for (int i = 0; i < examples.size(); i++) {
            assertTrue(isTaken(examples.getJsonObject(i).encode()));
        }
    }

    @Test
    void the_example_of_a_set_is_taken() throws IOException {
        JsonObject schemas = contract().getJsonObject("components").getJsonObject("schemas");
        String example = schemas.getJsonObject("TaskSet")
                .getJsonArray("examples")
                .getJsonObject(0)
                .encode();
        assertTrue(
                SetDecoder.decode(example.getBytes(StandardCharsets.UTF_8)) instanceof DecodedSet.Whole, () -> example);
    }

    /** Changes, drops or adds one member, of the task or of an object in it; never within the payload. */
    private void mutate(JsonObject task) {
        List<JsonObject> objects = new ArrayList<>(List.of(task));
        for (String name : List.of("retry", "labels", "action", "dst")) {
            if (task.getValue(name) instanceof JsonObject inner) {
                objects.add(inner.getValue("http") instanceof JsonObject http ? http : inner);
            }
        }
        JsonObject object = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>(object.fieldNames());
        names.removeAll(BEYOND_SCHEMAS);
        names.add("unknown member");
        String name = names.get(random.nextInt(names.size()));
        if (random.nextInt(3) == 0) {
            object.remove(name);
        } else {
            object.put(name, VALUES.get(random.nextInt(VALUES.size())));
        }
    }

    private static boolean isTaken(String body) {
        return TaskDecoder.decode(body.getBytes(StandardCharsets.UTF_8)) instanceof Decoded.Task;
    }

    private boolean isDocumented(JsonObject task) {
        @Nullable Boolean valid = document.validate(task).getValid();
        return Boolean.TRUE.equals(valid);
    }

    /** What judges values by a schema of the published document. */
    static Validator document(String name) {
        try {
            JsonObject contract = contract();
            JsonObject schema = schema(contract, name).copy();
            schema.put("components", contract.getJsonObject("components"));
            return Validator.create(
                    JsonSchema.of(schema),
                    new JsonSchemaOptions().setBaseUri("app://carillon").setDraft(Draft.DRAFT202012));
        } catch (IOException e) {
            throw new IllegalStateException("conf/openapi.json cannot be read", e);
        }
    }

    static JsonObject schema(JsonObject contract, String name) {
        return contract.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
    }

    static JsonObject contract() throws IOException {
        return new JsonObject(Files.readString(Path.of("conf/openapi.json")));
    }
}
