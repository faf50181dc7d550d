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
 * @param unrecorded accepted, and without an outcome that tells of success
 * @param twice with more than one outcome
 * @param duplicates arrivals after the first of their task
 * @param indistinct those of them that had neither a higher attempt nor a higher term than one before
 * @param early arrived before their due instant
 * @param lateArrivals from when a task could fire to its first arrival
 * @param lateStarts from when a task could fire to the recorded start of its attempt
 */
record Accounts(
        int made,
        int accepted,
        int undelivered,
        int unrecorded,
        int twice,
        int duplicates,
        int indistinct,
        int early,
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
        BitSet undelivered = new BitSet(count);
        BitSet unrecorded = new BitSet(count);
        int twice = 0;
        for (int task = 0; task < count; task++) {
            if (tasks.isAccepted(task)) {
                accepted.set(task);
                undelivered.set(task, first[task] == 0);
                unrecorded.set(task, !records.isSuccess(task));
                twice += records.hasTwo(task) ? 1 : 0;
            }
        }
        show("undelivered", undelivered);
        show("unrecorded", unrecorded);
        BitSet arrived = (BitSet) accepted.clone();
        arrived.andNot(undelivered);
        BitSet recorded = (BitSet) accepted.clone();
        recorded.andNot(unrecorded);
        return new Accounts(
                count,
                accepted.cardinality(),
                undelivered.cardinality(),
                unrecorded.cardinality(),
                twice,
                again.values().stream().mapToInt(List::size).sum(),
                again.entrySet().stream()
                        .mapToInt(each -> indistinct(tasks, arrivals, first[each.getKey()] - 1, each.getValue()))
                        .sum(),
                early,
                Millis.of(
                        arrived.stream().mapToLong(task -> arrivals.millis(first[task] - 1) - tasks.readyMillis(task))),
                Millis.of(recorded.stream().mapToLong(task -> records.startedMillis(task) - tasks.readyMillis(task))));
    }

    private static int indistinct(Tasks tasks, Arrivals arrivals, int first, List<Integer> again) {
        List<Delivery> before = new ArrayList<>(List.of(arrivals.delivery(first, tasks)));
        int indistinct = 0;
        for (int place : again) {
            Delivery later = arrivals.delivery(place, tasks);
            if (!before.stream().allMatch(later::isNewerThan)) {
                System.out.println("indistinct: " + later + " after " + before);
                indistinct++;
            }
            before.add(later);
        }
        return indistinct;
    }

    private static void show(String what, BitSet tasks) {
        tasks.stream().limit(SHOWN_MAX).forEach(task -> System.out.println(what + ": " + Tasks.id(task)));
    }

    /** Whether no promise was broken. */
    boolean areRight() {
        return made == accepted && undelivered + unrecorded + twice + indistinct + early == 0;
    }

    String text() {
        return """
                accepted     %d of %d tasks
                lost         %d (never arrived %d, without an outcome %d)
                duplicates   %d, of them %d neither by a higher attempt nor by a higher term
                two outcomes %d
                early        %d
                late         arrivals %s
                             starts   %s
                """.formatted(
                        accepted,
                        made,
                        undelivered + unrecorded,
                        undelivered,
                        unrecorded,
                        duplicates,
                        indistinct,
                        twice,
                        early,
                        lateArrivals.text(),
                        lateStarts.text());
    }

    JsonObject json() {
        return new JsonObject()
                .put("made", made)
                .put("accepted", accepted)
                .put("undelivered", undelivered)
                .put("unrecorded", unrecorded)
                .put("twoOutcomes", twice)
                .put("duplicates", duplicates)
                .put("indistinct", indistinct)
                .put("early", early)
                .put("lateArrivals", lateArrivals.json())
                .put("lateStarts", lateStarts.json());
    }
}
