package carillon.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
                .map(run -> Plan.of(7, run, 2).strikes().getFirst().node() % 2)
                .sum();
        assertEquals(0.5, second / (10.0 * KINDS), 0.1);
    }

    @Test
    void each_part_of_nodes_is_killed_some_time() {
        Set<Part> killed = plans(7).stream()
                .map(plan -> plan.strikes().getFirst())
                .filter(strike -> strike.kind() == Kind.PART_KILLED)
                .map(strike -> Part.of(strike.node()))
                .collect(Collectors.toSet());
        assertEquals(EnumSet.allOf(Part.class), killed);
    }

    @Test
    void a_strike_names_the_process_that_it_befalls() {
        assertEquals("NODE_KILLED node 2 +1 ms for 2 ms", new Strike(Kind.NODE_KILLED, 1, false, 1, 2).toString());
        assertEquals("PART_KILLED' timer-2 +1 ms for 2 ms", new Strike(Kind.PART_KILLED, 3, true, 1, 2).toString());
    }

    private static List<Plan> plans(long seed) {
        return IntStream.range(0, 10 * KINDS)
                .mapToObj(run -> Plan.of(seed, run, NODES))
                .toList();
    }
}
