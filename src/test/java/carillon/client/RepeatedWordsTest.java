package carillon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.message.RunView;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The client knows nothing of the service's own classes, so it repeats their words; they must stay the same. */
class RepeatedWordsTest {

    /** The client's word for one that a newer node may say. */
    private static final String OTHER = "other";

    /** Each enum of the client, the service's own, and where the published document lists the words. */
    static Stream<Arguments> words() {
        return Stream.of(
                of(TaskState.class, carillon.task.TaskState.class, "TaskView/properties/state"),
                of(Outcome.class, carillon.task.Outcome.class, "Run/properties/outcome"),
                of(RunState.class, RunView.Stage.class, "Run/properties/state"),
                of(Misfire.class, carillon.task.Misfire.class, "Task/properties/misfire"),
                of(Overlap.class, carillon.task.Overlap.class, "Task/properties/overlap"),
                of(WhenLate.class, carillon.task.WhenLate.class, "WhenLate"),
                of(Priority.class, carillon.task.Priority.class, "Task/properties/priority"),
                of(Dialect.class, carillon.cron.Dialect.class, "Task/properties/dialect"));
    }

    @ParameterizedTest
    @MethodSource("words")
    void the_client_has_every_word_of_the_service_and_no_other(
            Class<? extends Enum<?>> client, Class<? extends Enum<?>> service, String schema) {
        Set<String> repeated = words(client);
        repeated.remove(OTHER);
        assertEquals(words(service), repeated);
    }

    @ParameterizedTest
    @MethodSource("words")
    void the_document_has_every_word_of_the_service_and_no_other(
            Class<? extends Enum<?>> client, Class<? extends Enum<?>> service, String schema) throws IOException {
        assertEquals(words(service), documented(schema));
    }

    /** An enum that is added to the client must be compared, too. */
    @Test
    void every_enum_of_the_client_is_compared() throws IOException {
        Set<String> compared = words().map(each -> ((Class<?>) each.get()[0]).getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> declared = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("shared/carillon/client"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                if (Files.readString(file).contains("\npublic enum " + name + " ")) {
                    declared.add(name);
                }
            }
        }
        assertEquals(declared, compared);
    }

    private static Arguments of(Class<? extends Enum<?>> client, Class<? extends Enum<?>> service, String schema) {
        return Arguments.of(client, service, schema);
    }

    private static Set<String> words(Class<? extends Enum<?>> type) {
        return Stream.of(type.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> documented(String schema) throws IOException {
        JsonObject at = new JsonObject(Files.readString(Path.of("conf/openapi.json")));
        for (String part : ("components/schemas/" + schema).split("/")) {
            at = at.getJsonObject(part);
        }
        List<String> words = new ArrayList<>();
        for (Object word : at.getJsonArray("enum")) {
            if (word != null) {
                words.add((String) word);
            }
        }
        return new TreeSet<>(words);
    }
}
