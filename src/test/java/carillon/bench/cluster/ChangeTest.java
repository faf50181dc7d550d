package carillon.bench.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeTest {

    private static final long OLD = 5;
    private static final long NEW = 6;

    private final Tasks tasks = new Tasks();
    private final Arrivals arrivals = new Arrivals();

    @Test
    void a_shard_that_keeps_its_term_has_no_change() {
        int task = task(1_000);
        arrivals.add(task, OLD, 1, 1_000);
        arrivals.add(task, OLD, 2, 2_000);
        assertEquals(List.of(), Change.of(tasks, arrivals));
    }

    @Test
    void the_gap_lasts_from_the_last_fire_of_the_old_owner_and_is_dumb_from_the_next_due_instant_on() {
        int task = task(1_300);
        arrivals.add(task, OLD, 1, 1_000);
        arrivals.add(task, NEW, 2, 1_310);
        Change change = Change.of(tasks, arrivals).getFirst();
        assertEquals(310, change.gapMillis());
        assertEquals(10, change.dumbMillis());
    }

    @Test
    void what_was_due_before_the_last_fire_leaves_the_whole_gap_dumb() {
        int task = task(900);
        arrivals.add(task, OLD, 1, 1_000);
        arrivals.add(task, NEW, 2, 1_310);
        assertEquals(310, Change.of(tasks, arrivals).getFirst().dumbMillis());
    }

    @Test
    void what_comes_late_under_the_old_term_changes_nothing() {
        int task = task(1_000);
        arrivals.add(task, OLD, 1, 1_000);
        arrivals.add(task, NEW, 2, 1_100);
        arrivals.add(task, OLD, 1, 1_200);
        arrivals.add(task, NEW, 3, 1_300);
        assertEquals(1, Change.of(tasks, arrivals).size());
    }

    @Test
    void an_outage_lasts_until_the_first_shard_fires_again_and_counts_what_never_arrived() {
        int delivered = task(1_000);
        int lost = task(1_500);
        Blow blow = new Blow("node-1", 1_000, Map.of(tasks.shard(delivered), OLD, tasks.shard(lost), OLD));
        arrivals.add(delivered, OLD, 1, 990);
        arrivals.add(delivered, NEW, 2, 1_490);
        Outage outage = Outage.of(blow, tasks, arrivals, Change.of(tasks, arrivals));
        assertEquals(500, outage.gapMillis());
        assertEquals(2, outage.inherited());
        assertEquals(1, outage.undelivered());
    }

    private int task(long due) {
        int task = tasks.add(due);
        tasks.accept(task, 0);
        return task;
    }
}
