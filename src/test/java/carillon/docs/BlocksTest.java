package carillon.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.config.NodeConfig;
import carillon.importing.TaskFile;
import carillon.json.Decoded;
import carillon.json.DecodedSet;
import carillon.json.QueueLine;
import carillon.json.SetDecoder;
import carillon.json.TaskDecoder;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages show beside commands: tasks, sets, settings, and Java. */
class BlocksTest {

    private static final Set<String> TRIED = Set.of("sh", "java", "json", "yaml", "python", "javascript");

    static Stream<Block> json() {
        return shown("json");
    }

    static Stream<Block> yaml() {
        return shown("yaml");
    }

    static Stream<Page> pages() {
        return Page.all().stream().filter(page -> !page.java().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("json")
    void json_is_a_task_a_set_a_queue_or_settings_that_are_taken(Block json) {
        JsonObject shown = new JsonObject(json.text());
        byte[] body = json.text().getBytes(StandardCharsets.UTF_8);
        if (shown.containsKey("tasks")) {
            assertTrue(SetDecoder.decode(body) instanceof DecodedSet.Whole, () -> "" + SetDecoder.decode(body));
        } else if (shown.containsKey("action")) {
            assertTrue(TaskDecoder.decode(body) instanceof Decoded.Task, () -> "" + TaskDecoder.decode(body));
        } else if (QueueLine.isQueue(body)) {
            assertTrue(QueueLine.decode(body) instanceof QueueLine.Queue, () -> "" + QueueLine.decode(body));
        } else {
            assertFalse(NodeConfig.read(shown, Map.of()).json().isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void yaml_is_a_set_that_is_taken(Block yaml) {
        assertFalse(TaskFile.set("set.yaml", yaml.text()).tasks().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void java_compiles_without_a_warning_and_its_tests_pass(Page page, @TempDir Path classes) {
        long tests = page.java().stream()
                .filter(block -> block.text().contains("@Test"))
                .count();
        assertEquals(tests, UserCode.compile(page, classes).runTests());
    }

    @Test
    void every_block_is_tried_or_left_out_with_a_reason() {
        List<Block> untold = blocks().filter(block -> !block.isAnswer() && !TRIED.contains(block.language()))
                .filter(block -> block.fileName().isEmpty())
                .filter(block -> LeftOut.reason(block).isEmpty())
                .toList();
        assertEquals(List.of(), untold);
    }

    @Test
    void an_answer_is_that_of_a_block_that_is_run() {
        List<Block> unasked = Page.all().stream()
                .flatMap(page -> page.blocks().stream()
                        .filter(block -> block.is("sh") && LeftOut.reason(block).isPresent())
                        .flatMap(block -> page.answerTo(block).stream()))
                .filter(block -> LeftOut.reason(block).isEmpty())
                .toList();
        assertEquals(List.of(), unasked);
    }

    @Test
    void no_reason_outlives_its_block() {
        Set<String> used = blocks().flatMap(block -> LeftOut.entryOf(block).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(LeftOut.REASONS.keySet()), used);
    }

    private static Stream<Block> blocks() {
        return Page.all().stream().flatMap(page -> page.blocks().stream());
    }

    private static Stream<Block> shown(String language) {
        return blocks().filter(block -> block.is(language) && !block.isAnswer())
                .filter(block -> LeftOut.reason(block).isEmpty());
    }
}
