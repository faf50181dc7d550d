package carillon.timer;

import carillon.message.AttemptResult;
import carillon.message.Changed;
import carillon.message.TaskChange;
import carillon.message.TaskChange.Cancel;
import carillon.message.TaskChange.Fire;
import carillon.message.TaskChange.Pause;
import carillon.message.TaskChange.Purge;
import carillon.message.TaskChange.Put;
import carillon.message.TaskChange.Resume;
import carillon.message.TaskChange.Retime;
import carillon.message.TaskChange.Revive;
import carillon.timer.Entry.State;
import java.util.ArrayList;
import java.util.List;

/** A change that a user asked for, from its arrival to its answer. */
final class ChangeJob {
    final TaskChange change;
    final OwnedShard shard;
    final Reply<Changed> reply;
    final long start;
    final List<Entry> entries = new ArrayList<>();
    /** It begins when the attempt was read that was under way when the shard came to us. */
    boolean awaitsRead;

    boolean begun;
    /** It is with the database. */
    boolean sent;
    /** Whether an attempt was under way when it was sent to the database; it may end before the answer. */
    boolean running;
    /** Of attempts that ended since it was sent. */
    final List<AttemptResult> results = new ArrayList<>();

    ChangeJob(TaskChange change, OwnedShard shard, Reply<Changed> reply, long start) {
        this.change = change;
        this.shard = shard;
        this.reply = reply;
        this.start = start;
    }

    /** What is being written comes first; and a task goes on only after what ran before its pause has ended. */
    boolean waitsFor(Entry entry) {
        return entry.state == State.SETTLING
                || entry.state == State.CHARGING
                || entry.state == State.IN_FLIGHT && change instanceof Resume;
    }

    boolean touches(Entry entry) {
        return switch (change) {
            case Put put -> true;
            case Cancel cancel -> true;
            case Purge purge -> true;
            case Pause pause -> entry.pending.spawned() || !entry.pending.extra();
            case Resume resume -> false;
            case Revive revive -> false;
            case Retime retime -> !entry.pending.extra();
            case Fire fire ->
                !entry.pending.extra() && !entry.pending.definition().trigger().recurs();
        };
    }

    boolean isRunning() {
        return entries.stream().anyMatch(ChangeJob::isRunning);
    }

    /** Whether that of the schedule is, and not one beside it. */
    boolean isScheduledRunning() {
        return entries.stream().anyMatch(entry -> isRunning(entry) && !entry.pending.extra() && !entry.outdated);
    }

    private static boolean isRunning(Entry entry) {
        return entry.state != State.CHANGING && entry.state != State.GONE;
    }

    /** A one-shot that runs has no second occurrence to which a new definition or a fire could apply. */
    boolean mayChangeWhileRunning() {
        return switch (change) {
            case Put put ->
                entries.stream()
                        .allMatch(each -> each.pending.definition().trigger().recurs());
            case Fire fire -> false;
            case Retime retime -> false;
            case Cancel cancel -> true;
            case Purge purge -> true;
            case Pause pause -> true;
            case Resume resume -> true;
            case Revive revive -> true;
        };
    }
}
