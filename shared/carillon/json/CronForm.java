package carillon.json;

import carillon.cron.CronExpression;
import carillon.cron.CronSyntaxException;
import carillon.cron.Dialect;
import carillon.cron.Dialects;
import carillon.cron.Dst;
import carillon.task.Limits;
import carillon.task.Trigger;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A cron expression with its zone and dialect. */
final class CronForm {

    private static final String POINTER = "/cron";
    static final String ZONE_DEFAULT = "UTC";

    private CronForm() {}

    static @Nullable ZoneId zone(JsonReader in) throws IOException {
        String name = in.string(Limits.ZONE_CHARS_MAX);
        if (name == null) {
            return null;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            in.refuse("'" + Excerpt.of(name) + "' is no time zone; write a name such as Europe/Paris");
            return null;
        }
    }

    static @Nullable Dialect dialect(JsonReader in) throws IOException {
        String name = in.string();
        Dialect dialect = name == null ? null : Dialect.named(name).orElse(null);
        if (name != null && dialect == null) {
            in.refuse("must be unix, quartz, ocps or spring");
        }
        return dialect;
    }

    /** The trigger of an expression, or null if it cannot be read or contradicts its zone. */
    static @Nullable Trigger compile(
            String text, @Nullable ZoneId zone, @Nullable Dialect dialect, @Nullable Dst dst, JsonReader in) {
        try {
            CronExpression expression = CronExpression.parse(text, dialect == null ? Dialects.detect(text) : dialect);
            ZoneId own = expression.zone().orElse(zone);
            if (own != null && zone != null && !own.equals(zone)) {
                in.refuseAt("/zone", "is " + zone + ", but the expression itself names " + own + "; leave one out");
                return null;
            }
            String bare = expression.zone().isPresent() ? withoutZone(expression.text()) : expression.text();
            return new Trigger.Cron(
                    bare,
                    expression.dialect(),
                    own == null ? ZONE_DEFAULT : own.getId(),
                    dst == null ? Dst.DEFAULT : dst);
        } catch (CronSyntaxException e) {
            in.refuseAt(POINTER, e.getMessage() + " (at character " + (e.position() + 1) + ")");
            return null;
        }
    }

    private static String withoutZone(String text) {
        int end = 0;
        while (!Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(end).strip();
    }
}
