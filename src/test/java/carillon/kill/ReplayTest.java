package carillon.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.Occurrence;
import carillon.trial.Delivery;
import carillon.trial.Workload;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final KillOptions OPTIONS = new KillOptions(7, 2, 30, 10, 30, 20);

    @Test
    void the_same_seed_plans_the_same_blows() {
        assertEquals(Blow.plan(OPTIONS), Blow.plan(OPTIONS));
        assertNotEquals(Blow.plan(OPTIONS), Blow.plan(new KillOptions(8, 2, 30, 10, 30, 20)));
    }

    @Test
    void a_plan_has_as_many_blows_as_asked_for() {
        List<Blow.Kind> kinds = Blow.plan(OPTIONS).stream().map(Blow::kind).toList();
        assertEquals(40, kinds.size());
        assertEquals(30, kinds.stream().filter(Blow.Kind.KILL::equals).count());
    }

    @Test
    void the_same_seed_makes_the_same_tasks_and_answers() {
        assertEquals(tasks(7), tasks(7));
        assertNotEquals(tasks(7), tasks(8));
        Delivery delivery = new Delivery(new Occurrence("once-9", 0), 2, 5, 1);
        Delivery later = new Delivery(new Occurrence("once-9", 400), 2, 6, 500);
        Workload workload = new Workload(7, "", "");
        assertEquals(workload.reactionTo(delivery), workload.reactionTo(later));
    }

    @Test
    void the_command_names_all_that_was_asked_for() {
        assertTrue(OPTIONS.command()
                .endsWith("-Dkill.seed=7 -Dkill.nodes=2 -Dkill.kills=30 -Dkill.stops=10 -Dkill.stopSeconds=30"
                        + " -Dkill.rate=20"));
    }

    private static List<Workload.Task> tasks(long seed) {
        Workload workload = new Workload(seed, "", "http://localhost/");
        return IntStream.range(0, 100).mapToObj(workload::task).toList();
    }
}
