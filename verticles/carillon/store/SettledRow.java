package carillon.store;

import carillon.message.Settlement;
import carillon.message.Settlement.Again;
import carillon.message.Settlement.AttemptMade;
import carillon.message.Settlement.Ended;
import carillon.message.Settlement.Skipped;
import carillon.message.Settlement.Spawned;
import org.jspecify.annotations.Nullable;

/** The columns of a settlement. */
record SettledRow(Settlement of) {

    int attempt() {
        AttemptMade attempt = of.attempt();
        return attempt == null ? of.attemptsBefore() : attempt.number();
    }

    @Nullable
    Long startedAt() {
        AttemptMade attempt = of.attempt();
        return attempt == null ? null : attempt.startedAt();
    }

    @Nullable
    Long finishedAt() {
        AttemptMade attempt = of.attempt();
        return attempt == null ? null : attempt.finishedAt();
    }

    @Nullable
    String error() {
        AttemptMade attempt = of.attempt();
        return attempt == null ? null : storable(attempt.error());
    }

    /** The letter of the outcome, or null if another attempt follows. */
    @Nullable
    String outcome() {
        return switch (of.step()) {
            case Again again -> null;
            case Spawned spawned -> null;
            case Ended ended -> RowState.letter(ended.outcome());
        };
    }

    @Nullable
    String reason() {
        return switch (of.step()) {
            case Again again -> null;
            case Spawned spawned -> null;
            case Ended ended -> storable(ended.reason());
        };
    }

    /** The nominal instant to which the schedule moves, if it does. */
    @Nullable
    Long next() {
        return switch (of.step()) {
            case Again again -> null;
            case Spawned spawned -> spawned.next();
            case Ended ended -> ended.next();
        };
    }

    /** When the same occurrence is due again, or the next one of the schedule. */
    @Nullable
    Long nextDue() {
        return switch (of.step()) {
            case Again again -> again.due();
            case Spawned spawned -> spawned.nextDue();
            case Ended ended -> ended.nextDue();
        };
    }

    boolean isAgain() {
        return of.step() instanceof Again;
    }

    boolean isSpawned() {
        return of.step() instanceof Spawned;
    }

    @Nullable
    Long skippedFrom() {
        Skipped skipped = of.skipped();
        return skipped == null ? null : skipped.firstScheduledFor();
    }

    /** As many as the column holds. */
    int skippedCount() {
        Skipped skipped = of.skipped();
        return skipped == null ? 0 : (int) Math.min(Integer.MAX_VALUE, skipped.count());
    }

    /** The letter of the outcome of what was passed over. */
    @Nullable
    String skippedOutcome() {
        Skipped skipped = of.skipped();
        return skipped == null ? null : RowState.letter(skipped.outcome());
    }

    @Nullable
    Long skippedLast() {
        Skipped skipped = of.skipped();
        return skipped == null ? null : skipped.lastScheduledFor();
    }

    @Nullable
    String skippedReason() {
        Skipped skipped = of.skipped();
        return skipped == null ? null : storable(skipped.reason());
    }

    /** What a receiver answered may hold the one character that PostgreSQL cannot keep in a text. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
