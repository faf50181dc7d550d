package carillon.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A node of one version and one of the next, each with its own idea of the same messages. */
public class TwoVersionsTest {

    private final WireCodec older = WireCodec.of(List.of(Older.class));
    private final WireCodec newer = WireCodec.of(List.of(Newer.class));

    public sealed interface Older extends Message {

        record Greeting(String to, List<Part> parts, int times) implements Older {}

        record Part(int number) {}
    }

    public sealed interface Newer extends Message {

        record Greeting(
                String to,
                List<Part> parts,
                int times,
                @Added boolean loud,
                @Added long until,
                @Added double share,
                @Added List<Part> more,
                @Added Map<String, String> words,
                @Added @Nullable String from)
                implements Newer {}

        record Part(int number, @Added boolean last) {}

        record Farewell(String to) implements Newer {}
    }

    @Test
    void what_an_older_node_does_not_say_is_read_as_nothing() {
        Older.Greeting said = new Older.Greeting("b", List.of(new Older.Part(1), new Older.Part(2)), 3);
        List<Newer.Part> parts = List.of(new Newer.Part(1, false), new Newer.Part(2, false));
        assertEquals(
                new Newer.Greeting("b", parts, 3, false, 0, 0, List.of(), Map.of(), null), newer(written(older, said)));
    }

    @Test
    void what_an_older_node_does_not_know_is_passed_over() {
        Newer.Part part = new Newer.Part(1, true);
        Newer.Greeting said =
                new Newer.Greeting("b", List.of(part, part), 3, true, 4, 0.5, List.of(part), Map.of("a", "b"), "c");
        List<Older.Part> parts = List.of(new Older.Part(1), new Older.Part(1));
        assertEquals(new Older.Greeting("b", parts, 3), older.decodeFromWire(0, written(newer, said)));
    }

    @Test
    void a_message_that_an_older_node_does_not_know_is_refused_by_its_name() {
        Buffer wire = written(newer, new Newer.Farewell("b"));
        WireException refusal = assertThrows(WireException.class, () -> older.decodeFromWire(0, wire));
        assertEquals("'Farewell' is none of [Greeting]", refusal.getMessage());
    }

    @Test
    void a_component_that_was_always_there_is_missed_and_named() {
        WireCodec strict = WireCodec.of(List.of(Strict.class));
        Buffer wire = written(older, new Older.Greeting("b", List.of(), 3));
        WireException refusal = assertThrows(WireException.class, () -> strict.decodeFromWire(0, wire));
        assertEquals("Greeting.loud is missing", refusal.getMessage());
    }

    public sealed interface Strict extends Message {
        record Greeting(String to, List<String> parts, int times, boolean loud) implements Strict {}
    }

    @Test
    void nothing_in_the_place_of_something_is_refused() {
        WireCodec writer = WireCodec.of(List.of(Lax.class));
        WireCodec reader = WireCodec.of(List.of(Exact.class));
        Buffer wire = written(writer, new Lax.Name(null));
        WireException refusal = assertThrows(WireException.class, () -> reader.decodeFromWire(0, wire));
        assertEquals("Name.first is null", refusal.getMessage());
    }

    public sealed interface Lax extends Message {
        record Name(@Nullable String first) implements Lax {}
    }

    public sealed interface Exact extends Message {
        record Name(String first) implements Exact {}
    }

    public record Amid(@Added int first, int second) implements Message {}

    public record Unsaid(int first, @Added String second) implements Message {}

    @Test
    void a_component_is_added_at_the_end_only_and_only_where_its_absence_can_be_read() {
        assertEquals(
                "Amid.first was added, so it must stand behind second",
                assertThrows(IllegalArgumentException.class, () -> WireCodec.of(List.of(Amid.class))
                                .prepare())
                        .getMessage());
        assertEquals(
                "Unsaid.second was added, and nodes without it do not send it: it must be a number, a flag, a list, a"
                        + " map, or nullable",
                assertThrows(IllegalArgumentException.class, () -> WireCodec.of(List.of(Unsaid.class))
                                .prepare())
                        .getMessage());
    }

    private Message newer(Buffer wire) {
        return newer.decodeFromWire(0, wire);
    }

    private static Buffer written(WireCodec by, Message message) {
        Buffer wire = Buffer.buffer();
        by.encodeToWire(wire, message);
        return wire;
    }
}
