package carillon.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lines that people really wrote, from public repositories and packages. */
class RealLinesTest {

    @Test
    void every_line_of_every_real_crontab_is_imported_or_refused_with_a_reason() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder())) {
            files = all.filter(file -> file.getFileName().toString().startsWith("debian__"))
                    .sorted()
                    .toList();
        }
        assertEquals(16, files.size());
        int tasks = 0;
        List<String> refused = new ArrayList<>();
        for (Path file : files) {
            String text = Files.readString(file);
            List<Imported> read = Origin.SYSTEM_CRONTAB.read(text, new ImportSettings(file.toString(), "shell", null));
            assertEquals(entries(text), read.size(), file::toString);
            for (Imported imported : read) {
                switch (imported) {
                    case Imported.Task task -> tasks++;
                    case Imported.Queue queue -> throw new AssertionError(queue);
                    case Imported.EmptySet empty -> throw new AssertionError(empty);
                    case Imported.Refused no -> refused.add(no.reason());
                }
            }
        }
        System.out.println("crontabs: " + tasks + " lines imported, refused: " + refused);
        assertEquals(1, refused.size(), refused::toString);
        assertEquals(true, refused.get(0).startsWith("@reboot "), refused::toString);
    }

    @Test
    void every_real_expression_is_imported_or_refused_with_a_reason() throws IOException {
        TreeMap<String, Integer> imported = new TreeMap<>();
        TreeMap<String, List<String>> refused = new TreeMap<>();
        List<String> lines = Files.readAllLines(folder().resolve("expressions.jsonl"));
        assertFalse(lines.isEmpty());
        for (String line : lines) {
            JsonObject vector = new JsonObject(line);
            String kind = vector.getString("kind");
            String expression = vector.getString("expr");
            Origin origin = originOf(kind);
            switch (Reading.read(origin, origin == Origin.CRONTAB ? expression + " run" : expression)
                    .get(0)) {
                case Imported.Task task -> imported.merge(kind, 1, Integer::sum);
                case Imported.Queue queue -> throw new AssertionError(queue);
                case Imported.EmptySet empty -> throw new AssertionError(empty);
                case Imported.Refused no -> {
                    assertFalse(no.reason().isBlank(), expression);
                    refused.computeIfAbsent(kind, none -> new ArrayList<>()).add(expression + " : " + no.reason());
                }
            }
        }
        assertEquals(
                Set.of("aws-cron", "aws-rate", "java-annotation"),
                refusedButFor("systemd", refused),
                refused::toString);
        int sum = imported.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("expressions: " + sum + " of " + lines.size() + " imported " + imported);
        refused.forEach((kind, each) -> System.out.println(kind + " " + String.join("\n  ", each)));
    }

    private static Origin originOf(String kind) {
        return switch (kind) {
            case "aws-cron", "aws-rate" -> Origin.EVENTBRIDGE;
            case "crontab-file", "crontab-embedded", "debian-cron.d" -> Origin.CRONTAB;
            case "quartz-java", "quartz-xml" -> Origin.QUARTZ;
            case "spring-scheduled", "java-annotation" -> Origin.SPRING;
            default -> Origin.CRON;
        };
    }

    /** Which kinds had refusals, besides dates that never come. */
    private static Set<String> refusedButFor(String prefix, TreeMap<String, List<String>> refused) {
        refused.values().forEach(each -> each.removeIf(line -> line.startsWith("0 0 31 2 *")));
        return refused.entrySet().stream()
                .filter(entry ->
                        !entry.getKey().startsWith(prefix) && !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static long entries(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.matches("[A-Z]+=.*"))
                .count();
    }

    private static Path folder() {
        String folder = System.getProperty("vectors", "");
        Path crontabs = Path.of(folder, "crontabs");
        assumeTrue(!folder.isEmpty() && Files.exists(crontabs), "-Dvectors does not name the folder of the vectors");
        return crontabs;
    }
}
