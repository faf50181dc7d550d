package carillon.importing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a crontab as crontab(5) describes it. A command becomes the payload
 * {@code {"command", "stdin", "env", "user"}}: nothing here executes it. Variables go with the commands below them, as
 * cron passes them on, except {@code CRON_TZ}, which is the zone of the lines below it.
 */
final class Crontab {

    private static final Pattern VARIABLE =
            Pattern.compile("(?:\"([^\"]+)\"|'([^']+)'|([A-Za-z_][A-Za-z0-9_]*))\\s*=\\s*(.*)");
    private static final String ZONE = "CRON_TZ";

    private final ImportSettings settings;
    private final boolean withUsers;
    private final Drafting drafting;
    private final Map<String, Object> variables = new LinkedHashMap<>();
    private @Nullable String zone;

    Crontab(ImportSettings settings, boolean withUsers) {
        this.settings = settings;
        this.withUsers = withUsers;
        this.drafting = new Drafting(settings);
    }

    List<Imported> read(String text) {
        return LineByLine.read(text, this::entry);
    }

    private @Nullable Imported entry(int number, String line) {
        Matcher variable = VARIABLE.matcher(line);
        if (variable.matches()) {
            set(variable);
            return null;
        }
        return line.isEmpty() || line.startsWith("#") ? null : task(number, line);
    }

    private void set(Matcher variable) {
        String name = variable.group(1) != null
                ? variable.group(1)
                : variable.group(2) != null ? variable.group(2) : variable.group(3);
        String value = unquoted(variable.group(4));
        if (name.equals(ZONE)) {
            zone = value;
        } else {
            variables.put(name, value);
        }
    }

    private Imported task(int number, String line) {
        CrontabLine entry = CrontabLine.read(line, withUsers);
        Map<String, Object> trigger = new LinkedHashMap<>();
        trigger.put("cron", entry.schedule());
        trigger.put("dialect", "unix");
        if (zone != null) {
            trigger.put("zone", zone);
        }
        return drafting.task(number, line, null, trigger, rest(entry));
    }

    private Map<String, Object> rest(CrontabLine entry) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("command", entry.command());
        String stdin = entry.stdin();
        if (stdin != null) {
            payload.put("stdin", stdin);
        }
        if (!variables.isEmpty()) {
            payload.put("env", new LinkedHashMap<>(variables));
        }
        String user = entry.user();
        if (user != null) {
            payload.put("user", user);
        }
        Map<String, Object> rest = new LinkedHashMap<>();
        rest.put("payload", payload);
        rest.put("labels", Map.of("crontab", settings.fileName()));
        return rest;
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }
}
