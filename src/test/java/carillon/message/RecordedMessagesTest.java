package carillon.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import carillon.bus.Message;
import carillon.bus.WireCodec;
import carillon.bus.WireException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Messages as they were written once, byte by byte, with what they said: what nodes that run today send to those of the
 * next version. Lines are only ever added.
 */
class RecordedMessagesTest {

    private static final Path FILE = Path.of("src/test/resources/carillon/message/recorded.ndjson");
    private static final String RECORD = "carillon.record";
    private static final String HOW_TO_CHANGE = """
            Nodes that run today write it like this, and the next version must go on reading it. Put the record back as
            it was: components keep their order, names and types. Add a component at the end, with @Added; for anything
            else add a record beside it. The package-info of carillon.bus tells more.""";
    private static final String HOW_TO_RECORD = """
            Messages can say what no recorded one says. Record it, and commit the lines that this adds to
            %s: mvn test -Dtest=RecordedMessagesTest -D%s=true""".formatted(FILE, RECORD);

    private static final long SEED = 42;
    private static final int TRIES = 300;

    private final WireCodec codec = Protocols.codec();

    @Test
    void every_recorded_message_is_read_as_what_it_said() throws IOException {
        List<String> lines = Files.readAllLines(FILE);
        assertFalse(lines.isEmpty());
        for (String line : lines) {
            JsonObject recorded = new JsonObject(line);
            JsonObject then = recorded.getJsonObject("said");
            Object now = Said.by(read(recorded));
            if (!Said.includes(now, then)) {
                assertEquals(String.valueOf(then), String.valueOf(now), HOW_TO_CHANGE);
            }
        }
    }

    @Test
    void all_that_messages_can_say_was_recorded() throws IOException, ReflectiveOperationException {
        if (Boolean.getBoolean(RECORD)) {
            record();
        }
        Set<String> unrecorded = new TreeSet<>(Vocabulary.ofAll());
        unrecorded.removeAll(recorded());
        assertEquals(Set.of(), unrecorded, HOW_TO_RECORD);
    }

    private Message read(JsonObject recorded) {
        try {
            return codec.decodeFromWire(0, Buffer.buffer(recorded.getBinary("bytes")));
        } catch (WireException unreadable) {
            throw new AssertionError(
                    unreadable.getMessage() + ", in " + recorded.getJsonObject("said") + "\n" + HOW_TO_CHANGE);
        }
    }

    private static Set<String> recorded() throws IOException {
        Set<String> words = new HashSet<>();
        for (String line : Files.readAllLines(FILE)) {
            Said.collect(new JsonObject(line).getValue("said"), words);
        }
        return words;
    }

    /** Adds messages that say what no other does. */
    private void record() throws IOException, ReflectiveOperationException {
        Set<String> vocabulary = Vocabulary.ofAll();
        Set<String> known = recorded();
        List<String> lines = new ArrayList<>();
        Samples samples = new Samples(SEED);
        for (Class<? extends Message> protocol : Protocols.ALL) {
            for (Class<?> type : Samples.recordsOf(protocol)) {
                for (int i = 0; i < TRIES; i++) {
                    Message message = (Message) samples.record(type);
                    Object said = Said.by(message);
                    Set<String> words = new HashSet<>();
                    Said.collect(said, words);
                    words.retainAll(vocabulary);
                    if (known.addAll(words)) {
                        Buffer wire = Buffer.buffer();
                        codec.encodeToWire(wire, message);
                        lines.add(new JsonObject()
                                .put("bytes", wire.getBytes())
                                .put("said", said)
                                .encode());
                    }
                }
            }
        }
        Files.write(FILE, lines, StandardOpenOption.APPEND);
    }
}
