package carillon.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import carillon.json.DecodedSet;
import carillon.json.SetDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Runs the examples of the pages on files and on importing. */
class PagesTest {

    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void what_is_shown_for_a_file_is_what_is_imported() throws IOException {
        List<MatchResult> blocks = blocks("docs/importing.md");
        int shown = 0;
        for (int i = 1; i < blocks.size(); i++) {
            if (blocks.get(i).group(1).equals("ndjson")) {
                MatchResult source = blocks.get(i - 1);
                Origin origin = Origin.named(source.group(1)).orElseThrow();
                assertEquals(imported(origin, source.group(2)), blocks.get(i).group(2));
                shown++;
            }
        }
        assertEquals(3, shown);
    }

    @Test
    void the_sets_that_are_shown_are_taken() throws IOException {
        List<MatchResult> blocks = blocks("docs/files.md").stream()
                .filter(block -> List.of("json", "yaml").contains(block.group(1)))
                .toList();
        assertEquals(3, blocks.size());
        for (MatchResult block : blocks) {
            DecodedSet.Whole set = TaskFile.set("tasks/nightly." + block.group(1), block.group(2));
            assertEquals("nightly", set.name());
            assertFalse(set.tasks().isEmpty());
        }
    }

    @Test
    void the_set_that_is_sent_is_taken() throws IOException {
        String body = blocks("docs/files.md").get(0).group(2);
        assertEquals(
                DecodedSet.Whole.class,
                SetDecoder.decode(body.getBytes(StandardCharsets.UTF_8)).getClass());
    }

    private static String imported(Origin origin, String text) {
        String action = origin == Origin.CRONTAB ? "shell" : "work";
        String zone = origin == Origin.EVENTBRIDGE ? "Europe/Paris" : null;
        return origin.read(text, new ImportSettings("jobs", action, zone)).stream()
                .map(each -> Reading.task(each).encode() + "\n")
                .collect(Collectors.joining());
    }

    private static List<MatchResult> blocks(String page) throws IOException {
        return BLOCK.matcher(Files.readString(Path.of(page))).results().toList();
    }
}
