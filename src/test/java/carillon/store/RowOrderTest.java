package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.message.Inheritance;
import carillon.message.NewTask;
import carillon.message.Settlement;
import carillon.task.Queued;
import carillon.task.Trigger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Where the rows of a statement lie: index pages stay full if they are written in the order of their keys. */
final class RowOrderTest {

    private static final List<String> IDS =
            IntStream.range(100, 200).mapToObj(number -> "row-" + number).toList();
    private static final Trigger NOW = new Trigger.Delay(0);

    @AutoClose
    private final StoreRig rig = StoreRig.open();

    @Test
    void tasks_whose_ids_the_server_made_lie_in_the_order_of_their_ids() {
        create(id -> StoreRig.serverMade(id, NOW));
        assertEquals(IDS, lying("task"));
    }

    @Test
    void tasks_whose_ids_were_chosen_lie_in_the_order_of_their_ids() {
        create(id -> StoreRig.chosen(id, NOW));
        assertEquals(IDS, lying("task"));
    }

    @Test
    void outcomes_lie_in_the_order_of_the_ids_of_their_tasks() {
        List<Inheritance> held = rig.takeAll("owner");
        create(id -> StoreRig.chosen(id, NOW));
        List<Settlement> outcomes = new ArrayList<>();
        rig.pending()
                .forEach(each -> outcomes.add(StoreRig.success(
                        each, StoreRig.holding(held, each.shard()).term(), null)));
        Collections.shuffle(outcomes, new Random(1));
        rig.settle(outcomes.toArray(Settlement[]::new));
        assertEquals(IDS, lying("run"));
    }

    @Test
    void tasks_of_a_queue_keep_the_places_in_which_they_came() {
        Queued queue = new Queued("mail", false, false);
        List<String> came = create(id ->
                new NewTask(id, true, StoreRig.chosen(id, NOW).definition().withQueue(queue)));
        assertEquals(came, ids("SELECT id FROM task ORDER BY place"));
    }

    private List<String> create(Function<String, NewTask> made) {
        List<String> shuffled = new ArrayList<>(IDS);
        Collections.shuffle(shuffled, new Random(1));
        rig.create(shuffled.stream().map(made).toArray(NewTask[]::new));
        return shuffled;
    }

    private List<String> lying(String table) {
        return ids(
                "SELECT %s FROM %s ORDER BY tableoid, ctid".formatted(table.equals("run") ? "task_id" : "id", table));
    }

    private List<String> ids(String sql) {
        return rig.sql(sql).stream().map(row -> row.getString(0)).toList();
    }
}
