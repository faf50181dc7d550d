package carillon.timer;

import carillon.bus.BusFailure;
import carillon.message.Settlement;
import carillon.message.Settlement.Again;
import carillon.message.Settlement.AttemptMade;
import carillon.message.Settlement.Ended;
import carillon.message.Settlement.Skipped;
import carillon.message.Settlement.Step;
import carillon.message.StoreMessage.Settle;
import carillon.message.StoreMessage.Settled;
import carillon.task.Advance;
import carillon.timer.Entry.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

    private final Agenda agenda;
    private final Ports ports;
    private final Reader reader;
    private final TimerMetrics metrics;
    private final Deque<Job> queue = new ArrayDeque<>();
    private Consumer<Entry> onRest = entry -> {};
    private boolean writing;

    Settler(Agenda agenda, Ports ports, Reader reader, TimerMetrics metrics) {
        this.agenda = agenda;
        this.ports = ports;
        this.reader = reader;
        this.metrics = metrics;
    }

    /** Says who wants to know when an entry is at rest, so that a change that waited for it can begin. */
    void onRest(Consumer<Entry> listener) {
        onRest = listener;
    }

    /** Has an outcome recorded. */
    void add(Entry entry, Step step, @Nullable AttemptMade attempt, @Nullable Skipped skipped) {
        entry.state = State.SETTLING;
        queue.add(new Job(entry, step, attempt, skipped));
    }

    void rested(Entry entry) {
        onRest.accept(entry);
    }

    /** Writes what is waiting, unless a batch is under way. */
    void flush() {
        if (writing || queue.isEmpty()) {
            return;
        }
        List<Job> batch = nextBatch();
        if (batch.isEmpty()) {
            return;
        }
        writing = true;
        List<Settlement> settlements = new ArrayList<>(batch.size());
        batch.forEach(job -> settlements.add(job.settlement()));
        ports.ask(new Settle(settlements), new Reply<Settled>() {
            @Override
            public void answered(Settled answer) {
                writing = false;
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
                    queue.addFirst(batch.get(i));
                }
            }
        });
    }

    /** What can be written now; what belongs to a doubtful shard stays, what is not ours any more goes. */
    private List<Job> nextBatch() {
        List<Job> batch = new ArrayList<>();
        List<Job> kept = new ArrayList<>();
        while (batch.size() < TimerOptions.SETTLE_MAX && !queue.isEmpty()) {
            Job job = queue.remove();
            if (job.entry.state != State.SETTLING) {
                continue;
            }
            (job.entry.shard.doubtful ? kept : batch).add(job);
        }
        queue.addAll(kept);
        return batch;
    }

    private void recorded(Job job, boolean landed) {
        Entry entry = job.entry;
        if (entry.state != State.SETTLING) {
            return;
        }
        if (!landed) {
            metrics.refused();
            agenda.remove(entry);
        } else {
            switch (job.step) {
                case Again again -> {
                    entry.postpone(again.due(), job.attempt == null ? 0 : job.attempt.number());
                    rest(entry);
                }
                case Ended ended -> {
                    Long next = ended.next();
                    if (next != null && entry.movesSchedule()) {
                        entry.advance(next);
                        rest(entry);
                    } else {
                        reader.remember(entry);
                        agenda.remove(entry);
                    }
                }
            }
        }
        onRest.accept(entry);
    }

    /** Waits for the next instant, in memory if that is near. */
    private void rest(Entry entry) {
        if (entry.paused || reader.willRead(entry.shard, entry.pending.due())) {
            agenda.remove(entry);
        } else {
            entry.state = State.ARMED;
            agenda.arm(entry, entry.pending.due());
        }
    }

    private record Job(
            Entry entry,
            Step step,
            @Nullable AttemptMade attempt,
            @Nullable Skipped skipped) {

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
                    range(skipped));
        }

        private @Nullable Skipped range(@Nullable Skipped range) {
            if (range == null) {
                return null;
            }
            Long next =
                    switch (step) {
                        case Again again -> null;
                        case Ended ended -> ended.next();
                    };
            return range.until(Advance.last(entry.schedule(), range.firstScheduledFor(), range.count(), next));
        }
    }
}
