package carillon.json;

import carillon.cron.CronSyntaxException;
import carillon.cron.Dst;
import carillon.cron.RecurrenceRule;
import carillon.task.Trigger;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A recurrence rule with its zone and the instant it counts from. */
final class RruleForm {

    private RruleForm() {}

    /** The trigger of a rule, or null if it cannot be read. */
    static @Nullable Trigger read(
            String text, @Nullable ZoneId zone, @Nullable Long start, @Nullable Dst dst, JsonReader in) {
        try {
            String rule = RecurrenceRule.parse(text).text();
            return new Trigger.Rrule(
                    rule, zone == null ? CronForm.ZONE_DEFAULT : zone.getId(), start, dst == null ? Dst.DEFAULT : dst);
        } catch (CronSyntaxException e) {
            in.refuseAt("/rrule", e.getMessage() + " (at character " + (e.position() + 1) + ")");
            return null;
        }
    }
}
