package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Gates under chance, against a model that counts everything anew. */
class QueueGateModelTest {

    private static final long SEEDS = 60;
    private static final int TASKS = 300;

    @Test
    void no_limit_is_passed_no_order_broken_and_nothing_starves() {
        int lost = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            QueueGateModel model = new QueueGateModel(seed);
            model.run(TASKS);
            assertEquals(List.of(), model.faults, "seed " + seed);
            assertEquals(TASKS, model.done + model.lost, "seed " + seed);
            lost += model.lost;
        }
        assertTrue(lost > 0, "some outcomes never came");
    }
}
