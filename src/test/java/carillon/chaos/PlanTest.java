package carillon.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final int NODES = 3;
    private static final int KINDS = Kind.values().length;

    @Test
    void the_same_seed_plans_the_same_runs() {
        assertEquals(plans(7), plans(7));
        assertNotEquals(plans(7), plans(8));
    }

    @Test
    void as_many_runs_as_there_are_kinds_have_each_kind_once() {
        for (int cycle = 0; cycle < 3; cycle++) {
            assertEquals(
                    EnumSet.allOf(Kind.class),
                    IntStream.range(cycle * KINDS, (cycle + 1) * KINDS)
                            .mapToObj(run -> Plan.of(7, run, NODES).kind())
                            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class))));
        }
    }

    @Test
    void some_runs_have_two_faults_and_those_have_different_targets() {
        List<Plan> two =
                plans(7).stream().filter(plan -> plan.strikes().size() == 2).toList();
        assertTrue(two.size() > KINDS, () -> two.size() + " of them");
        for (Plan plan : two) {
            EnumSet<Kind.Target> targets = EnumSet.noneOf(Kind.Target.class);
            plan.strikes().forEach(strike -> targets.add(strike.kind().target()));
            assertEquals(2, targets.size(), plan::toString);
            assertTrue(!targets.contains(Kind.Target.ALL), plan::toString);
        }
    }

    @Test
    void each_of_two_nodes_is_struck_half_of_the_time() {
        long second = IntStream.range(0, 10 * KINDS)
                .map(run -> Plan.of(7, run, 2).strikes().getFirst().node())
                .sum();
        assertEquals(0.5, second / (10.0 * KINDS), 0.1);
    }

    private static List<Plan> plans(long seed) {
        return IntStream.range(0, 10 * KINDS)
                .mapToObj(run -> Plan.of(seed, run, NODES))
                .toList();
    }
}
