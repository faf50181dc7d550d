package carillon.timer;

import carillon.bus.BusFailure;
import carillon.message.Pending;
import carillon.message.Settlement;
import carillon.message.Settlement.Again;
import carillon.message.Settlement.AttemptMade;
import carillon.message.Settlement.Ended;
import carillon.message.Settlement.Skipped;
import carillon.message.Settlement.Spawned;
import carillon.message.Settlement.Step;
import carillon.message.StoreMessage.Settle;
import carillon.message.StoreMessage.Settled;
import carillon.task.Advance;
import carillon.timer.Entry.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes on their way to the database: what comes while a batch is being written waits for the next one.
 *
 * <p>After a write of unknown outcome the shards it touched are doubtful: nothing more is written to them before their
 * terms were raised, so that the old write cannot land behind the new one; then it is sent again, which changes nothing
 * where it had landed.
 */
final class Settler {

    private final Time time;
    private final Agenda agenda;
    private final Ports ports;
    private final Admission admission;
    private final Recent recent;
    private final TimerMetrics metrics;
    private final Pace pace;
    private final SettleQueue queue = new SettleQueue();
    private Consumer<Entry> onRest = entry -> {};
    private boolean writing;
    /** What is waiting could be written, and is held back so that more comes with it. */
    private boolean gathering;

    private long settled;

    Settler(Time time, Agenda agenda, Ports ports, Admission admission, Recent recent, TimerMetrics metrics) {
        this.time = time;
        pace = new Pace(TimerOptions.SETTLE_MILLIS, TimerOptions.SETTLE_AT_ONCE, time.clock.nanoTime());
        this.agenda = agenda;
        this.ports = ports;
        this.admission = admission;
        this.recent = recent;
        this.metrics = metrics;
    }

    /** Says who wants to know when an entry is at rest, so that a change that waited for it can begin. */
    void onRest(Consumer<Entry> listener) {
        onRest = listener;
    }

    /** How many outcomes the database has taken so far. */
    long settled() {
        return settled;
    }

    /** How many outcomes wait for a batch to come. */
    int waiting() {
        return queue.waiting();
    }

    /** Whether more outcomes wait for the batch under way than a few batches hold. Each of its answers may end that. */
    boolean isBehind() {
        return writing && queue.size() > TimerOptions.UNSETTLED_MAX;
    }

    /** Has an outcome recorded. */
    void add(Entry entry, Step step, @Nullable AttemptMade attempt, @Nullable Skipped skipped) {
        entry.state = State.SETTLING;
        queue.add(new Job(entry, step, attempt, skipped));
    }

    void rested(Entry entry) {
        onRest.accept(entry);
    }

    /** How long until something is to be written, in milliseconds, or {@link Long#MAX_VALUE}. */
    long nextWakeMillis() {
        return gathering ? Math.ceilDiv(pace.waitNanos(time.clock.nanoTime()), Time.nanos(1)) : Long.MAX_VALUE;
    }

    /** Writes what is waiting, unless a batch is under way, or the last one is so near that more may come. */
    void flush() {
        gathering = false;
        if (writing) {
            return;
        }
        queue.release();
        if (queue.size() == 0) {
            return;
        }
        long now = time.clock.nanoTime();
        if (queue.size() < TimerOptions.SETTLE_MANY && pace.waitNanos(now) > 0) {
            gathering = true;
            return;
        }
        List<Job> batch = queue.nextBatch();
        if (batch.isEmpty()) {
            return;
        }
        pace.pass(now);
        writing = true;
        List<Settlement> settlements = new ArrayList<>(batch.size());
        batch.forEach(job -> {
            job.term = job.entry.shard.term;
            settlements.add(job.settlement());
        });
        ports.ask(new Settle(settlements), new Reply<Settled>() {
            @Override
            public void answered(Settled answer) {
                writing = false;
                // The database writes on while this is taken in, which may leave more to be written.
                flush();
                for (int i = 0; i < batch.size(); i++) {
                    recorded(batch.get(i), answer.landed().get(i));
                }
                flush();
            }

            @Override
            public void failed(BusFailure failure) {
                writing = false;
                for (int i = batch.size() - 1; i >= 0; i--) {
                    batch.get(i).entry.shard.doubtful = true;
                    batch.get(i).repeated = true;
                    queue.addFirst(batch.get(i));
                }
            }
        });
    }

    private void recorded(Job job, boolean landed) {
        Entry entry = job.entry;
        if (entry.state != State.SETTLING) {
            return;
        }
        if (!landed && entry.shard.overtook(job.term)) {
            // It was overtaken by a rise of the term that we asked for ourselves.
            job.repeated = true;
            queue.add(job);
            return;
        }
        settled += landed ? 1 : 0;
        if (!landed) {
            metrics.refused(StaleWrite.OUTCOME);
            entry.shard.progress.refuse(entry.followsFrom());
            agenda.remove(entry);
        } else if (entry.unsure) {
            readAnew(entry);
            entry.shard.progress.letGo(job.followsAt());
        } else {
            switch (job.step) {
                case Again again -> postponed(entry, again, job.attempt);
                case Ended ended -> {
                    Long due = entry.movesSchedule() ? ended.nextDue() : null;
                    moveOn(entry, ended.next(), due, ended.outcome().isFired() ? 1 : 0);
                }
                case Spawned spawned -> {
                    Pending beside = entry.pending.spawn();
                    moveOn(entry, spawned.next(), spawned.nextDue(), 1);
                    admission.spawned(beside, entry.shard, job.repeated);
                }
            }
        }
        onRest.accept(entry);
    }

    private void postponed(Entry entry, Again again, @Nullable AttemptMade attempt) {
        entry.postpone(
                again.due(), attempt == null ? 0 : attempt.number(), attempt == null ? null : attempt.startedAt());
        rest(entry);
    }

    /** The schedule moves on, if the entry is of a schedule that does; else the entry is over. */
    private void moveOn(Entry entry, @Nullable Long next, @Nullable Long due, int fired) {
        recent.settled(entry);
        if (next != null && due != null) {
            entry.advance(next, due, entry.pending.fires() + fired);
            rest(entry);
            return;
        }
        leave(entry);
    }

    /** Forgets an entry; whoever waited for it goes on. */
    private void leave(Entry entry) {
        agenda.remove(entry);
        Entry following = entry.isQueued() ? agenda.firstQueued(entry.pending.id()) : null;
        if (following != null && following.state == State.ARMED) {
            agenda.arm(following, following.pending.due());
        }
    }

    /** Waits for the next instant, in memory if that is near, or if others may have to wait for it. */
    private void rest(Entry entry) {
        boolean far = !entry.pending.spawned() && admission.willRead(entry.shard, entry.pending.due());
        if (entry.paused || far) {
            forget(entry);
        } else {
            entry.state = State.ARMED;
            agenda.arm(entry, entry.pending.due());
        }
    }

    /**
     * Leaves an occurrence to the reading, from its last instant on: a change that may have landed may have made
     * something else of it and of what follows it.
     */
    void readAnew(Entry entry) {
        forget(entry);
        entry.shard.letGo(entry.pending);
    }

    /** Lets go of an occurrence that is not to fire as things are; a change, or a page, brings it back. */
    private void forget(Entry entry) {
        recent.settled(entry);
        leave(entry);
    }

    /** An outcome on its way. */
    static final class Job {
        final Entry entry;
        final Step step;
        final @Nullable AttemptMade attempt;
        final @Nullable Skipped skipped;
        /** It was sent before, and may have landed then. */
        boolean repeated;
        /** Under which it was sent last. */
        long term;

        Job(Entry entry, Step step, @Nullable AttemptMade attempt, @Nullable Skipped skipped) {
            this.entry = entry;
            this.step = step;
            this.attempt = attempt;
            this.skipped = skipped;
        }

        /** When what the step leads to is due, {@link Long#MAX_VALUE} for nothing. */
        long followsAt() {
            Long due =
                    switch (step) {
                        case Again again -> Long.valueOf(again.due());
                        case Ended ended -> ended.nextDue();
                        case Spawned spawned -> spawned.nextDue();
                    };
            return due == null ? Long.MAX_VALUE : due;
        }

        Settlement settlement() {
            return new Settlement(
                    entry.shard.number,
                    entry.shard.term,
                    entry.occurrence(),
                    entry.pending.version(),
                    entry.pending.extra(),
                    entry.movesSchedule(),
                    entry.pending.due(),
                    attempt,
                    step,
                    range(skipped),
                    entry.attemptsMade());
        }

        private @Nullable Skipped range(@Nullable Skipped range) {
            if (range == null) {
                return null;
            }
            Long next =
                    switch (step) {
                        case Again again -> null;
                        case Spawned spawned -> null;
                        case Ended ended -> ended.next();
                    };
            return range.until(Advance.last(entry.schedule(), range.firstScheduledFor(), range.count(), next));
        }
    }
}
