package carillon.cron;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression or a recurrence rule that was refused; the message tells its author what is wrong and what would be
 * right.
 */
public final class CronSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final @Nullable CronField field;
    private final int position;

    CronSyntaxException(@Nullable CronField field, int position, String message) {
        super(message);
        this.field = field;
        this.position = position;
    }

    /** The field at fault; empty where the whole expression, its zone or its macro is. */
    public Optional<CronField> field() {
        return Optional.ofNullable(field);
    }

    /** Where in the text the fault begins, counted in characters from 0. */
    public int position() {
        return position;
    }
}
