package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.lease.Holding;
import carillon.message.Inheritance;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Trigger;
import carillon.timer.Entry.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may have killed a process is tried a few at a time, and a process that lives on tries more. */
class QuarantineTest {

    private static final int FEW = TimerOptions.SUSPECTS_TRIED_MIN;
    private static final int MANY = TimerOptions.SUSPECTS_TRIED_MAX;

    private final Quarantine quarantine = new Quarantine();
    private final OwnedShard shard =
            new OwnedShard(new Inheritance(new Holding(0, "me", 1), 0, ReadPoint.START, true), 0, 0);
    private long now;

    @Test
    void a_process_that_has_outlived_all_it_tried_tries_twice_as_many() {
        add(10 * MANY, 0);
        for (int expected = FEW; expected < MANY; expected *= 2) {
            assertEquals(expected, quarantine.admit(now).size());
            now += TimerOptions.SUSPECT_MILLIS;
        }
        assertEquals(MANY, quarantine.admit(now).size());
        now += TimerOptions.SUSPECT_MILLIS;
        assertEquals(MANY, quarantine.admit(now).size(), "and no more than that");
    }

    @Test
    void one_that_ended_was_outlived_at_once() {
        add(2 * FEW, 0);
        quarantine.admit(now).getFirst().state = State.GONE;
        assertEquals(2, quarantine.admit(now).size(), "one in its place, and one more");
    }

    @Test
    void those_that_lost_all_their_attempts_are_tried_one_by_one_behind_the_others() {
        add(1, Integer.MAX_VALUE / 2);
        add(2, 0);
        add(1, Integer.MAX_VALUE / 2);
        assertEquals(2, quarantine.admit(now).size());
        assertEquals(List.of(), quarantine.admit(now), "they are under way still");
        now += TimerOptions.SUSPECT_MILLIS;
        assertEquals(1, quarantine.admit(now).size());
        add(1, 0);
        assertEquals(List.of(), quarantine.admit(now), "it is alone");
        now += TimerOptions.SUSPECT_MILLIS;
        assertEquals(0, quarantine.admit(now).getFirst().pending.attempts(), "who came meanwhile goes first");
        now += TimerOptions.SUSPECT_MILLIS;
        assertEquals(1, quarantine.admit(now).size());
    }

    private void add(int count, int attempts) {
        for (int i = 0; i < count; i++) {
            Definition definition = Definition.of(new Trigger.At(0), new Action.Handler("work"));
            quarantine.add(new Entry(new Pending("a" + i, 0, 1, definition, 0, 0, 0, attempts, false, 1), shard));
        }
    }
}
