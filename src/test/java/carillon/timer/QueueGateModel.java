package carillon.timer;

import carillon.message.Occurrence;
import carillon.message.QueueState;
import carillon.task.Priority;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A gate among receivers that begin late, end late or are never heard of, under limits that change; and the dullest
 * account of it: lists of all that waited, ran and started, counted anew each time.
 */
final class QueueGateModel {

    private static final long MILLI = 1_000_000;
    private static final long TIMEOUT_MILLIS = 2_000;
    private static final Comparator<Entry> DUE_ORDER = Comparator.<Entry>comparingLong(entry -> entry.pending.due())
            .thenComparingLong(entry -> entry.pending.place());

    private final SplittableRandom random;
    private final SimulatedTime time = new SimulatedTime(0);
    private final QueueGate gate = new QueueGate(QueueState.of("q"));
    private final List<Entry> waiting = new ArrayList<>();
    private final Set<AttemptName> under = new HashSet<>();
    private final Set<AttemptName> atReceiver = new HashSet<>();
    private final List<Long> starts = new ArrayList<>();
    private long rateSince;
    private int number;

    /** What went wrong, in words. */
    final List<String> faults = new ArrayList<>();

    int done;
    int lost;

    QueueGateModel(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Works so many tasks off. */
    void run(int tasks) {
        long micros = tasks * 100_000L;
        for (int i = 0; i < tasks; i++) {
            int place = i;
            time.in(random.nextLong(micros), () -> add(place));
        }
        for (int i = 0; i < 10; i++) {
            time.in(random.nextLong(micros), this::changeLimits);
        }
        time.in(micros, () -> set(Waiters.limited(4, 6.0)));
        every(1_000_000);
        time.runUntil(tasks * 1_000L, this::poke);
        if (!waiting.isEmpty() || !under.isEmpty()) {
            faults.add(waiting.size() + " starve, " + under.size() + " never end");
        }
    }

    private void add(int place) {
        Priority priority = Priority.values()[random.nextInt(3)];
        Entry entry = Waiters.of("t" + place, priority, random.nextInt(100), place);
        waiting.add(entry);
        gate.add(entry);
    }

    private void changeLimits() {
        Integer concurrency = random.nextInt(4) == 0 ? null : Integer.valueOf(random.nextInt(1, 6));
        Double rate = random.nextInt(4) == 0
                ? null
                : Double.valueOf(List.of(0.5, 2.0, 5.7, 20.0).get(random.nextInt(4)));
        set(Waiters.limited(concurrency, rate).withPaused(random.nextInt(8) == 0));
    }

    private void set(QueueState state) {
        Double before = gate.state().settings().ratePerSecond();
        Double rate = state.settings().ratePerSecond();
        if (rate != null && !rate.equals(before)) {
            rateSince = time.nanoTime();
        }
        gate.set(state, time.nanoTime());
    }

    private void every(long micros) {
        time.in(micros, () -> {
            for (AttemptName each : gate.expire(time.nanoTime())) {
                lost++;
                under.remove(each);
            }
            every(micros);
        });
    }

    private void poke() {
        for (Entry next = gate.next(); next != null; next = gate.next()) {
            long wait = gate.waitNanos(next, time.nanoTime());
            if (wait > 0) {
                if (wait != QueueGate.NEVER) {
                    time.in(wait / 1_000 + 1, () -> {});
                }
                return;
            }
            order(next);
        }
    }

    private void order(Entry entry) {
        check(entry);
        waiting.remove(entry);
        gate.remove(entry);
        AttemptName name = new AttemptName(new Occurrence(entry.pending.id(), 0), ++number);
        under.add(name);
        long over = time.nanoTime() + 3 * TIMEOUT_MILLIS * MILLI;
        gate.ordered(name, TIMEOUT_MILLIS, time.nanoTime(), over);
        if (random.nextInt(20) == 0) {
            time.in(random.nextInt(50_000), () -> end(name, false));
        } else {
            time.in(random.nextInt(20_000), () -> leave(name));
        }
    }

    private void leave(AttemptName name) {
        boolean reported = random.nextInt(10) > 0;
        if (reported) {
            time.in(random.nextInt(50_000), () -> gate.began(name, time.nanoTime()));
        }
        time.in(random.nextInt((int) (StartWindow.GRACE_NANOS / 1_000)), () -> arrive(name));
    }

    private void arrive(AttemptName name) {
        starts.add(time.nanoTime());
        atReceiver.add(name);
        countStarts();
        time.in(random.nextLong(TIMEOUT_MILLIS * (random.nextInt(3) == 0 ? 1_000 : 100)), () -> {
            atReceiver.remove(name);
            if (random.nextInt(20) > 0) {
                time.in(random.nextInt(50_000), () -> end(name, true));
            }
        });
    }

    private void end(AttemptName name, boolean started) {
        if (under.remove(name)) {
            done++;
        }
        gate.ended(name, started, time.nanoTime());
    }

    private void check(Entry entry) {
        QueueState state = gate.state();
        Integer concurrency = state.settings().concurrency();
        if (state.paused()) {
            faults.add("one starts in a pause");
        }
        if (concurrency != null && Math.max(under.size(), atReceiver.size()) >= concurrency) {
            faults.add(under.size() + " run beside one that starts, of " + concurrency);
        }
        for (Entry each : waiting) {
            int byPriority = each.pending
                    .definition()
                    .priority()
                    .compareTo(entry.pending.definition().priority());
            if (byPriority < 0 || byPriority == 0 && DUE_ORDER.compare(each, entry) < 0) {
                faults.add(entry.pending + " goes before " + each.pending);
            }
        }
    }

    /** Counts the starts of the last window, of those that began under the rate of now. */
    private void countStarts() {
        @Nullable Double rate = gate.state().settings().ratePerSecond();
        if (rate == null) {
            return;
        }
        long now = time.nanoTime();
        long window = (long) (1_000 * MILLI / Math.min(1, rate));
        long since = Math.max(now - window, rateSince + StartWindow.GRACE_NANOS);
        long count = starts.stream().filter(each -> each > since).count();
        if (count > Math.max(1, rate.intValue())) {
            faults.add(count + " starts within " + window / MILLI + " ms, at " + now / MILLI);
        }
    }
}
