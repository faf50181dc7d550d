package carillon.importing;

import carillon.json.JsonLines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A document as JSON.
 *
 * @param json the text, as it stood there if it was JSON already
 * @param lines of every value, by its JSON pointer
 */
record Document(String json, Map<String, Integer> lines) {

    /**
     * The documents of a file: one, or one a line where the file is named so or its first line is whole.
     *
     * @param file its name, whose ending tells YAML from JSON
     * @throws YamlException if it is YAML with a fault
     */
    static List<Document> of(String file, String text) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return List.of(Yaml.toJson(text));
        }
        boolean isLines = name.endsWith(".ndjson") || name.endsWith(".jsonl");
        return isLines || startsWithWholeLine(text)
                ? lines(text)
                : List.of(new Document(text, JsonLines.of(bytes(text))));
    }

    byte[] bytes() {
        return bytes(json);
    }

    int line(String pointer) {
        return JsonLines.line(lines, pointer);
    }

    private static List<Document> lines(String text) {
        List<Document> documents = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                documents.add(new Document(line, Map.of("", number)));
            }
        }
        return documents;
    }

    /** A pretty-printed object does not close on its first line. */
    private static boolean startsWithWholeLine(String text) {
        String first = text.strip().lines().findFirst().orElse("").strip();
        return first.startsWith("{") && first.endsWith("}") && text.strip().contains("\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
