package carillon.importing;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The schedule expressions of Amazon EventBridge: {@code cron(minute hour day month weekday year)}, in which 1 is
 * Sunday as in Quartz; {@code rate(5 minutes)}; and {@code at(2030-01-31T09:00:00)}.
 */
final class EventBridge {

    private static final Pattern FORM = Pattern.compile("(cron|rate|at)\\s*\\((.*)\\)");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9})\\s+(minute|hour|day)s?");
    private static final int FIELDS = 6;

    private EventBridge() {}

    static Map<String, Object> trigger(String expression, ImportSettings settings) {
        Matcher form = FORM.matcher(expression);
        if (!form.matches()) {
            throw new Refusal("cron(…), rate(…) or at(…) is expected");
        }
        String inner = form.group(2).strip();
        return switch (form.group(1)) {
            case "cron" -> cron(inner);
            case "rate" -> rate(inner);
            default -> at(inner, settings);
        };
    }

    private static Map<String, Object> cron(String fields) {
        int count = fields.split("\\s+").length;
        if (count != FIELDS) {
            throw new Refusal("cron(…) has six fields (minute, hour, day, month, day of week, year), not " + count);
        }
        Map<String, Object> trigger = new LinkedHashMap<>();
        trigger.put("cron", "0 " + fields.replaceAll("\\s+", " "));
        trigger.put("dialect", "quartz");
        return trigger;
    }

    private static Map<String, Object> rate(String text) {
        Matcher rate = RATE.matcher(text);
        if (!rate.matches()) {
            throw new Refusal("rate(…) takes a number and minutes, hours or days, such as rate(5 minutes)");
        }
        long value = Long.parseLong(rate.group(1));
        if (value == 0) {
            throw new Refusal("a rate of 0 never fires; write at least 1");
        }
        String period =
                switch (rate.group(2)) {
                    case "minute" -> "PT" + value + "M";
                    case "hour" -> "PT" + value + "H";
                    default -> "P" + value + "D";
                };
        return Map.of("every", period);
    }

    private static Map<String, Object> at(String text, ImportSettings settings) {
        try {
            ZoneId zone = ZoneId.of(Objects.requireNonNullElse(settings.zone(), "UTC"));
            var instant = LocalDateTime.parse(text).atZone(zone).toOffsetDateTime();
            return Map.of("at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant));
        } catch (DateTimeParseException malformed) {
            throw new Refusal("at(…) takes a date and a time, such as at(2030-01-31T09:00:00)");
        } catch (DateTimeException unknown) {
            throw new Refusal("--zone " + settings.zone() + " is no time zone; write a name such as Europe/Paris");
        }
    }
}
