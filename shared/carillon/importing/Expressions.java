package carillon.importing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file with one expression a line, alone or behind a name, which becomes the id: {@code nightly 0 0 2 * * ?},
 * with a comma, a colon or an equals sign between them if there is one.
 */
final class Expressions {

    /** No field of any dialect that stands first begins with a letter. */
    private static final Pattern NAMED = Pattern.compile("([A-Za-z][A-Za-z0-9._~:-]*?)(?:\\s*[,=:]\\s*|\\s+)(\\S.*)");

    private static final Pattern WITHOUT_NAME = Pattern.compile("(?:TZ|CRON_TZ)=.*|(?:cron|rate|at)\\s*\\(.*");
    private static final Pattern COMMENT = Pattern.compile("#(?!\\{).*|//.*|");

    /** No field of cron has a colon; the name of a zone might, in an offset. */
    private static final Pattern CALENDAR = Pattern.compile("(?!TZ=|CRON_TZ=).*:.*");

    private final Form form;
    private final Drafting drafting;
    private final ImportSettings settings;

    /** What makes the members of a trigger from an expression. */
    interface Form {
        Map<String, Object> trigger(String expression, ImportSettings settings);
    }

    Expressions(ImportSettings settings, Form form) {
        this.settings = settings;
        this.form = form;
        this.drafting = new Drafting(settings);
    }

    List<Imported> read(String text) {
        return LineByLine.read(text, this::entry);
    }

    private @Nullable Imported entry(int number, String line) {
        if (COMMENT.matcher(line).matches()) {
            return null;
        }
        Matcher named = NAMED.matcher(line);
        boolean hasName = !WITHOUT_NAME.matcher(line).matches() && named.matches();
        String expression = unquoted(hasName ? named.group(2) : line);
        Map<String, Object> trigger = form.trigger(expression, settings);
        Map<String, Object> rest = Map.of("labels", Map.of("imported", settings.fileName()));
        return drafting.task(number, line, hasName ? named.group(1) : null, trigger, rest);
    }

    static Map<String, Object> cron(String expression, ImportSettings settings) {
        if (CALENDAR.matcher(expression).matches()) {
            throw new Refusal("this looks like an OnCalendar of systemd, which is not read; write five fields, such as"
                    + " '25 6 * * *' for 06:25");
        }
        return new LinkedHashMap<>(Map.of("cron", expression));
    }

    static Map<String, Object> quartz(String expression, ImportSettings settings) {
        return inDialect(expression, "quartz");
    }

    static Map<String, Object> spring(String expression, ImportSettings settings) {
        if (expression.equals("-")) {
            throw new Refusal("'-' switches a schedule off in Spring, so there is nothing to import");
        }
        if (expression.startsWith("${") || expression.startsWith("#{")) {
            throw new Refusal("this is a placeholder; write the expression that it stands for");
        }
        return inDialect(expression, "spring");
    }

    private static Map<String, Object> inDialect(String expression, String dialect) {
        Map<String, Object> trigger = new LinkedHashMap<>();
        trigger.put("cron", expression);
        trigger.put("dialect", dialect);
        return trigger;
    }

    private static String unquoted(String text) {
        boolean isQuoted = text.length() >= 2
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return isQuoted ? text.substring(1, text.length() - 1).strip() : text;
    }
}
