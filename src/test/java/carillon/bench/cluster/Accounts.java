package carillon.bench.cluster;

import carillon.trial.Delivery;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was accepted, what arrived and what was recorded, compared.
 *
 * @param made sent to the nodes
 * @param undelivered accepted, and never arrived
 * @param unrecorded accepted, and without an outcome
 * @param lost one of the two, or both
 * @param dead recorded as dead letters, though whatever arrives is answered by 200
 * @param twice with more than one outcome
 * @param duplicates arrivals after the first of their task
 * @param indistinct those of them that had neither another term nor a higher attempt than one before
 * @param early arrived before their due instant
 * @param tardy accepted after their due instants, of which no lateness is taken
 * @param lateArrivals from the due instants to the first arrivals
 * @param lateStarts from the due instants to the recorded starts
 */
record Accounts(
        int made,
        int accepted,
        int undelivered,
        int unrecorded,
        int lost,
        int dead,
        int twice,
        int duplicates,
        int indistinct,
        int early,
        int tardy,
        Millis lateArrivals,
        Millis lateStarts) {

    private static final int SHOWN_MAX = 20;

    static Accounts of(Tasks tasks, Arrivals arrivals, Records records) {
        int count = tasks.count();
        int[] first = new int[count];
        Map<Integer, List<Integer>> again = new HashMap<>();
        int early = 0;
        for (int i = arrivals.count() - 1; i >= 0; i--) {
            int task = arrivals.task(i);
            if (first[task] != 0) {
                again.computeIfAbsent(task, none -> new ArrayList<>()).addFirst(first[task] - 1);
            }
            first[task] = i + 1;
            early += arrivals.millis(i) < tasks.dueMillis(task) ? 1 : 0;
        }
        BitSet accepted = new BitSet(count);
        BitSet arrived = new BitSet(count);
        BitSet recorded = new BitSet(count);
        BitSet tardy = new BitSet(count);
        BitSet dead = new BitSet(count);
        int twice = 0;
        for (int task = 0; task < count; task++) {
            accepted.set(task, tasks.isAccepted(task));
            arrived.set(task, first[task] != 0);
            recorded.set(task, records.isRecorded(task));
            tardy.set(task, tasks.readyMillis(task) > tasks.dueMillis(task));
            dead.set(task, records.isRecorded(task) && !records.isSuccess(task));
            twice += records.hasTwo(task) ? 1 : 0;
        }
        BitSet undelivered = shown("never arrived", without(accepted, arrived));
        BitSet unrecorded = shown("without an outcome", without(accepted, recorded));
        BitSet lost = (BitSet) undelivered.clone();
        lost.or(unrecorded);
        return new Accounts(
                count,
                accepted.cardinality(),
                undelivered.cardinality(),
                unrecorded.cardinality(),
                lost.cardinality(),
                shown("dead", dead).cardinality(),
                twice,
                again.values().stream().mapToInt(List::size).sum(),
                again.entrySet().stream()
                        .mapToInt(each -> indistinct(tasks, arrivals, first[each.getKey()] - 1, each.getValue()))
                        .sum(),
                early,
                tardy.cardinality(),
                Millis.of(without(arrived, tardy).stream()
                        .mapToLong(task -> arrivals.millis(first[task] - 1) - tasks.dueMillis(task))),
                Millis.of(without(recorded, tardy).stream()
                        .mapToLong(task -> records.startedMillis(task) - tasks.dueMillis(task))));
    }

    private static BitSet without(BitSet all, BitSet some) {
        BitSet rest = (BitSet) all.clone();
        rest.andNot(some);
        return rest;
    }

    private static int indistinct(Tasks tasks, Arrivals arrivals, int first, List<Integer> again) {
        List<Delivery> before = new ArrayList<>(List.of(arrivals.delivery(first, tasks)));
        int indistinct = 0;
        for (int place : again) {
            Delivery later = arrivals.delivery(place, tasks);
            if (!before.stream().allMatch(later::isTellableFrom)) {
                System.out.println("indistinct: " + later + " after " + before);
                indistinct++;
            }
            before.add(later);
        }
        return indistinct;
    }

    private static BitSet shown(String what, BitSet tasks) {
        tasks.stream().limit(SHOWN_MAX).forEach(task -> System.out.println(Tasks.id(task) + ": " + what));
        return tasks;
    }

    /** Whether no promise was broken. */
    boolean areRight() {
        return made == accepted && lost + dead + twice + indistinct + early == 0;
    }

    String text() {
        return """
                accepted     %d of %d tasks
                lost         %d (never arrived %d, without an outcome %d)
                duplicates   %d, of them %d neither by another term nor by a higher attempt
                dead letters %d
                two outcomes %d
                early        %d
                late         arrivals %s
                             starts   %s
                             %d tasks accepted after their due instants are left out
                """.formatted(
                        accepted,
                        made,
                        lost,
                        undelivered,
                        unrecorded,
                        duplicates,
                        indistinct,
                        dead,
                        twice,
                        early,
                        lateArrivals.text(),
                        lateStarts.text(),
                        tardy);
    }

    JsonObject json() {
        return new JsonObject()
                .put("made", made)
                .put("accepted", accepted)
                .put("undelivered", undelivered)
                .put("unrecorded", unrecorded)
                .put("lost", lost)
                .put("dead", dead)
                .put("twoOutcomes", twice)
                .put("duplicates", duplicates)
                .put("indistinct", indistinct)
                .put("early", early)
                .put("acceptedAfterDue", tardy)
                .put("lateArrivals", lateArrivals.json())
                .put("lateStarts", lateStarts.json());
    }
}
