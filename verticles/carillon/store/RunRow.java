package carillon.store;

import carillon.message.AttemptView;
import carillon.message.RunView;
import io.vertx.sqlclient.Row;
import java.util.List;

/** Reads rows of history. */
final class RunRow {

    /** The columns of a run r. */
    static final String COLUMNS = """
            r.scheduled_for, coalesce(r.due, r.scheduled_for) AS run_due, r.started_at, r.finished_at,
                r.attempt, r.term, r.outcome::text AS outcome, r.reason, r.error, coalesce(r.covers, 1) AS covers,
                r.last_scheduled_for
            """;

    /** Whether a run r is over, and was due, before $1. */
    static final String IS_OLD = "greatest(r.finished_at, coalesce(r.due, r.scheduled_for)) < $1";

    private RunRow() {}

    static RunView view(Row row, List<AttemptView> failedAttempts) {
        return new RunView(
                Instants.millis(row.getOffsetDateTime("scheduled_for")),
                Instants.millis(row.getOffsetDateTime("run_due")),
                Instants.millisOrNull(row.getOffsetDateTime("started_at")),
                Instants.millisOrNull(row.getOffsetDateTime("finished_at")),
                row.getInteger("attempt"),
                row.getLong("term"),
                RowState.outcome(row.getString("outcome")),
                row.getString("reason"),
                row.getString("error"),
                row.getInteger("covers"),
                failedAttempts,
                Instants.millisOrNull(row.getOffsetDateTime("last_scheduled_for")),
                RunView.Stage.ENDED);
    }

    /** An occurrence without an outcome; {@code due} is when its next attempt may start. */
    static RunView unended(Row row, RunView.Stage stage) {
        return RunView.unended(
                Instants.millis(row.getOffsetDateTime("scheduled_for")),
                Instants.millis(row.getOffsetDateTime("due")),
                row.getInteger("attempts"),
                stage);
    }
}
