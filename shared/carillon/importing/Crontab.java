package carillon.importing;

import java.math.BigDecimal;
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
 *
 * <p>A task is what cron makes of a line, as far as there are tasks like that: it is called once, ends nothing early,
 * makes up for nothing, and runs beside itself.
 */
final class Crontab {

    private static final Pattern VARIABLE =
            Pattern.compile("(?:\"([^\"]+)\"|'([^']+)'|([A-Za-z_][A-Za-z0-9_]*))\\s*=\\s*(.*)");
    private static final String ZONE = "CRON_TZ";

    private static final Map<String, Object> AS_CRON_DOES = asCronDoes();

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
        rest.putAll(AS_CRON_DOES);
        rest.put("labels", Map.of("crontab", settings.fileName()));
        return rest;
    }

    private static Map<String, Object> asCronDoes() {
        Map<String, Object> policies = new LinkedHashMap<>();
        policies.put("timeout", "PT1H");
        policies.put("retry", Map.of("maxAttempts", BigDecimal.ONE));
        policies.put("misfire", "skip");
        policies.put("overlap", "allow");
        return policies;
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }
}
