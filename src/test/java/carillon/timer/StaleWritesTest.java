package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.message.AttemptResult.Succeeded;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.QueueChange;
import carillon.message.StoreMessage.Acknowledge;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.Charge;
import carillon.message.StoreMessage.Done;
import carillon.message.StoreMessage.QueueWritten;
import carillon.message.StoreMessage.QueuesRead;
import carillon.message.StoreMessage.ReadQueues;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Settle;
import carillon.message.StoreMessage.Settled;
import carillon.message.StoreMessage.WriteQueue;
import carillon.message.TaskChange.Cancel;
import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Rule 1: what the fence refuses is counted, by what it was; what an owner overtook itself is no such write. */
class StaleWritesTest {

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void every_kind_of_write_is_there_before_the_first_is_refused() {
        assertEquals(List.of("acknowledgement", "attempt", "change", "outcome", "queue"), kinds());
        assertEquals(Map.of(), refused());
    }

    @Test
    void an_outcome_is_counted() {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        world.result(world.onlyOrder(), new Succeeded());
        world.settle(false);
        assertEquals(Map.of("outcome", 1.0), refused());
    }

    @Test
    void the_number_of_an_attempt_is_counted() {
        ManualWorld inherited = ManualWorld.owningAfterACrash(10);
        inherited.owner.arm(List.of(inherited.oneShot("a", -10)), null);
        inherited.passAndTurn(0);
        inherited.answer(Charge.class, new Settled(List.of(false)));
        assertEquals(Map.of("attempt", 1.0), refused(inherited));
    }

    @Test
    void a_change_is_counted() {
        world.owner.apply(new Cancel("a"), 0, Reply.ignored());
        world.answer(Change.class, new Changed(Status.NOT_OWNER, null, List.of()));
        assertEquals(Map.of("change", 1.0), refused());
    }

    @Test
    void a_change_of_a_queue_is_counted() {
        release();
        world.answer(WriteQueue.class, new QueueWritten(false));
        assertEquals(Map.of("queue", 1.0), refused());
    }

    @Test
    void an_acknowledgement_is_counted() {
        acknowledge();
        world.answer(Acknowledge.class, new Done(List.of(0)));
        assertEquals(Map.of("acknowledgement", 1.0), refused());
    }

    @Test
    void what_landed_is_not_counted() {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        world.result(world.onlyOrder(), new Succeeded());
        world.settle(true);
        release();
        world.answer(WriteQueue.class, new QueueWritten(true));
        acknowledge();
        world.answer(Acknowledge.class, new Done());
        assertEquals(Map.of(), refused());
    }

    @Test
    void what_the_owner_overtook_itself_by_raising_the_term_is_not_counted() {
        release();
        acknowledge();
        world.owner.apply(new Cancel("a"), 0, Reply.ignored());
        world.owner.arm(List.of(world.oneShot("b", 0)), null);
        world.result(world.onlyOrder(), new Succeeded());
        world.fail(Settle.class);
        world.owner.turn();
        world.answer(Change.class, new Changed(Status.NOT_OWNER, null, List.of()));
        world.answer(Reclaim.class, world.claimed(2, true));
        world.answer(WriteQueue.class, new QueueWritten(false));
        world.answer(Acknowledge.class, new Done(List.of(0)));
        assertEquals(Map.of(), refused());
    }

    private void release() {
        world.owner.turn();
        world.answer(ReadQueues.class, new QueuesRead(List.of()));
        world.owner.apply(new QueueChange.Release("q"), Reply.ignored());
    }

    private void acknowledge() {
        while (world.isAsked(Acknowledge.class)) {
            world.answer(Acknowledge.class, new Done());
        }
        world.pass(TimerOptions.ACKNOWLEDGE_MILLIS + 10);
        world.renew(1);
        world.owner.turn();
    }

    private List<String> kinds() {
        return counters(world).stream()
                .map(counter -> String.valueOf(counter.getId().getTag("write")))
                .sorted()
                .toList();
    }

    private Map<String, Double> refused() {
        return refused(world);
    }

    private static Map<String, Double> refused(ManualWorld of) {
        Map<String, Double> refused = new TreeMap<>();
        counters(of).stream()
                .filter(counter -> counter.count() > 0)
                .forEach(counter -> refused.put(String.valueOf(counter.getId().getTag("write")), counter.count()));
        return refused;
    }

    private static List<Counter> counters(ManualWorld of) {
        return List.copyOf(of.registry.get("carillon.stale.writes.refused").counters());
    }
}
