package carillon.importing;

import carillon.json.Decoded;
import carillon.json.JsonText;
import carillon.json.TaskDecoder;
import carillon.json.Violation;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the tasks of one file. */
final class Drafting {

    private static final int DIGITS = 12;
    private static final Set<String> ON_THE_LINE = Set.of("/cron", "/zone");

    private final ImportSettings settings;
    private final Map<String, Integer> repeats = new HashMap<>();

    Drafting(ImportSettings settings) {
        this.settings = settings;
    }

    /**
     * The task of a line.
     *
     * @param id null to derive one from the names of the file and the text of the line, the same each time
     * @param trigger the members that say when it fires
     * @param rest what follows the action
     */
    Imported task(int line, String text, @Nullable String id, Map<String, Object> trigger, Map<String, Object> rest) {
        String known = id == null ? idOf(text) : id;
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("id", known);
        task.putAll(trigger);
        String zone = settings.zone();
        if (zone != null && trigger.containsKey("cron") && !trigger.containsKey("zone") && !namesZone(trigger)) {
            task.put("zone", zone);
        }
        task.put("action", action());
        task.putAll(rest);
        return judged(line, text, known, JsonText.of(task));
    }

    /** Whatever is taken here is taken by the API, because one decoder reads both. */
    static Imported judged(int line, String text, String id, String json) {
        return switch (TaskDecoder.decode(json.getBytes(StandardCharsets.UTF_8))) {
            case Decoded.Task task -> new Imported.Task(line, id, json, null);
            case Decoded.Refused refused -> new Imported.Refused(line, text, words(refused.violations()));
        };
    }

    /** Reasons for readers of a line that has no members: only what it does not show itself is named. */
    private static String words(List<Violation> violations) {
        return violations.stream()
                .map(each -> ON_THE_LINE.contains(each.pointer()) ? each.detail() : reason(List.of(each)))
                .collect(Collectors.joining("; "));
    }

    static String reason(List<Violation> violations) {
        return violations.stream()
                .map(each -> (each.pointer().isEmpty() ? "" : each.pointer() + " ") + each.detail())
                .collect(Collectors.joining("; "));
    }

    private Object action() {
        String action = settings.action();
        if (action == null) {
            throw new Refusal("nothing says what is to be done: name a handler or a URL with --action");
        }
        return action.contains("://") ? Map.of("http", Map.of("url", action)) : action;
    }

    private static boolean namesZone(Map<String, Object> trigger) {
        String cron = String.valueOf(trigger.get("cron"));
        return cron.startsWith("TZ=") || cron.startsWith("CRON_TZ=");
    }

    /** Lines with the same text are told apart by their order. */
    private String idOf(String text) {
        int repeat = repeats.merge(text, 1, Integer::sum);
        String seed = repeat == 1 ? text : text + '\n' + repeat;
        String digits = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        return settings.fileName() + "-" + digits.substring(0, DIGITS);
    }
}
