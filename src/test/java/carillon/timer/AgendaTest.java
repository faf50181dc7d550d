package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import carillon.lease.Holding;
import carillon.message.Inheritance;
import carillon.message.ReadPoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {

    private static final long NOW = ManualWorld.START;

    private final ManualWorld world = new ManualWorld();
    private final OwnedShard shard =
            new OwnedShard(new Inheritance(new Holding(0, "one", 1), NOW, ReadPoint.START, true), NOW, 0);
    private final Agenda agenda = new Agenda(NOW, 10, 1_000_000);

    @Test
    void what_fails_to_be_taken_stays_armed_and_keeps_its_timer_to_itself() {
        Entry faulty = armed("faulty", NOW);
        assertThrows(
                IllegalStateException.class,
                () -> agenda.poll(NOW, 10, entry -> {
                    throw new IllegalStateException("as told");
                }));
        Entry other = armed("other", NOW + 1);
        assertNotEquals(faulty.timer, other.timer);
        List<Entry> taken = new ArrayList<>();
        agenda.poll(NOW + TimerOptions.FAULTY_MILLIS, 10, entry -> {
            agenda.disarm(entry);
            return taken.add(entry);
        });
        assertEquals(List.of(other, faulty), taken);
    }

    private Entry armed(String id, long deadline) {
        Entry entry = new Entry(world.oneShot(id, 0), shard);
        agenda.add(entry);
        agenda.arm(entry, deadline);
        return entry;
    }
}
