package carillon.timer;

import carillon.message.AttemptResult;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.TaskChange;
import carillon.message.TaskChange.Cancel;
import carillon.message.TaskChange.Fire;
import carillon.message.TaskChange.Pause;
import carillon.message.TaskChange.Purge;
import carillon.message.TaskChange.Put;
import carillon.message.TaskChange.Resume;
import carillon.message.TaskChange.Retime;
import carillon.message.TaskChange.Revive;
import carillon.message.TaskView;
import carillon.timer.Entry.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    /** Whose reading left something of its task out: a task that is purged may be created anew in another shard. */
    final Set<OwnedShard> passedOver = new HashSet<>();
    /** Of attempts that ended since it was sent. */
    final List<AttemptResult> results = new ArrayList<>();

    ChangeJob(TaskChange change, OwnedShard shard, Reply<Changed> reply, long start) {
        this.change = change;
        this.shard = shard;
        this.reply = reply;
        this.start = start;
    }

    /** Whether it was asked for while a shard was ours before, so that it can land no more. */
    boolean isOfTermBefore(OwnedShard now) {
        return shard.number == now.number && shard != now;
    }

    /** Whether it has begun and an entry is among what it touches. */
    boolean isUnderWay(Entry entry) {
        return begun && entries.contains(entry);
    }

    /** Whether nothing may start behind its answer; what goes on after a pause may have started before it. */
    boolean takesBack() {
        return !(change instanceof Resume);
    }

    boolean touches(Entry entry) {
        return switch (change) {
            case Put put -> !entry.isLeftOver();
            case Cancel cancel -> true;
            case Purge purge -> true;
            case Pause pause -> entry.isPausable();
            case Resume resume -> entry.isPausable();
            case Revive revive -> false;
            case Retime retime -> entry.isOfSchedule();
            case Fire fire ->
                entry.isOfSchedule() && !entry.pending.definition().trigger().recurs();
        };
    }

    boolean isRunning() {
        return entries.stream().anyMatch(ChangeJob::isRunning);
    }

    /** Whether it cancelled, now or before, what was under way when it was sent. */
    boolean isOfRunning(Status status) {
        return change instanceof Cancel && running && (status == Status.CHANGED || status == Status.SAME);
    }

    /** Whether anything that it touches is in memory still; nothing is once its shard changed hands. */
    boolean hasEntries() {
        return entries.stream().anyMatch(each -> each.state != State.GONE);
    }

    /** Whether a purge was carried out, if this is there since: nothing, or a task that is younger than what it was. */
    boolean purged(@Nullable TaskView task) {
        return task == null || entries.stream().allMatch(each -> each.pending.acceptedAt() < task.createdAt());
    }

    /** Whether that of the schedule is, and not one beside it. */
    boolean isScheduledRunning() {
        return entries.stream().anyMatch(entry -> isRunning(entry) && entry.isOfSchedule());
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
