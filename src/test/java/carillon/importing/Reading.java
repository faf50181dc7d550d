package carillon.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** What tests do with what was read. */
final class Reading {

    private Reading() {}

    static List<Imported> read(Origin origin, String text) {
        return origin.read(text, new ImportSettings("etc/cron.d/jobs", "shell", null));
    }

    /** The task of the only line. */
    static JsonObject task(Origin origin, String line) {
        List<Imported> read = read(origin, line);
        assertEquals(1, read.size(), read::toString);
        return task(read.get(0));
    }

    static JsonObject task(Imported imported) {
        return switch (imported) {
            case Imported.Task task -> new JsonObject(task.json());
            case Imported.Queue queue -> throw new AssertionError(queue);
            case Imported.EmptySet empty -> throw new AssertionError(empty);
            case Imported.Refused refused -> throw new AssertionError(refused);
        };
    }

    /** The reason for which the only line is refused. */
    static String reason(Origin origin, String line) {
        List<Imported> read = read(origin, line);
        assertEquals(1, read.size(), read::toString);
        return reason(read.get(0));
    }

    static String reason(Imported imported) {
        return switch (imported) {
            case Imported.Task task -> throw new AssertionError(task);
            case Imported.Queue queue -> throw new AssertionError(queue);
            case Imported.EmptySet empty -> throw new AssertionError(empty);
            case Imported.Refused refused -> refused.reason();
        };
    }
}
