package carillon.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import carillon.task.Definition;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecoderChanceTest {

    private static final int ROUNDS = 20_000;
    private static final long SEED = 20_261_121;

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void a_stored_definition_reads_back_equal_and_is_written_alike() {
        for (int i = 0; i < ROUNDS; i++) {
            String body = Bodies.valid(random);
            Definition definition = assertInstanceOf(
                            Decoded.Task.class, TaskDecoder.decode(body.getBytes(StandardCharsets.UTF_8)), body)
                    .definition();
            String text = DefinitionText.write(definition);
            Definition back = DefinitionText.read(text, definition.payload());
            assertEquals(definition, back, () -> "seed " + SEED + ": " + body);
            assertEquals(text, DefinitionText.write(back));
        }
    }

    @Test
    void a_body_changed_by_chance_is_read_or_refused_and_never_throws() {
        int refused = 0;
        for (int i = 0; i < 5 * ROUNDS; i++) {
            byte[] body = Bodies.mutated(random);
            if (TaskDecoder.decode(body) instanceof Decoded.Refused it) {
                refused++;
                assertFalse(it.violations().isEmpty(), () -> "seed " + SEED);
            }
        }
        assertFalse(refused < ROUNDS, "the changes are too mild to test anything");
    }
}
