package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.Inheritance;
import carillon.message.QueueState;
import carillon.message.QueueView;
import carillon.message.StoreMessage.ListQueues;
import carillon.message.StoreMessage.ReadQueues;
import carillon.message.StoreMessage.WriteQueue;
import carillon.task.QueueSettings;
import carillon.task.RetryPolicy;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings of queues that another version wrote, among others. */
class KeptQueueTest {

    private static final QueueState MAIL =
            new QueueState("mail", new QueueSettings(3, 0.5, 5_000L, new RetryPolicy(2, 10, 1, 10, 0)), false, 5_000);
    private static final QueueState SMS = new QueueState("sms", new QueueSettings(7, null, null, null), false, 0);

    @AutoClose
    private final StoreRig rig = StoreRig.open();

    private final List<Inheritance> held = rig.takeAll("owner");

    @BeforeEach
    void keep() {
        for (QueueState each : List.of(MAIL, SMS)) {
            int shard = StoreRig.shard(each.name());
            long term = StoreRig.holding(held, shard).term();
            assertTrue(rig.ask(new WriteQueue(shard, term, each)).landed());
        }
    }

    @Test
    void members_that_are_not_known_here_are_passed_over_and_the_others_hold() {
        rig.sql("UPDATE queue SET settings = '{\"later\":{\"a\":1},' || substr(settings, 2) WHERE name = 'mail'");
        assertEquals(List.of(MAIL, SMS), read());
        assertEquals(
                List.of(MAIL.settings(), SMS.settings()),
                list().stream().map(QueueView::settings).toList());
    }

    @Test
    void a_queue_whose_settings_cannot_be_read_is_held_and_keeps_up_no_other() {
        rig.sql("UPDATE queue SET settings = '{\"concurrency\":\"few\"}' WHERE name = 'mail'");
        assertEquals(List.of(MAIL.withSettings(QueueSettings.NONE).withPaused(true), SMS), read());
        assertTrue(list().getFirst().paused());
        assertFalse(list().getLast().paused());
    }

    private List<QueueState> read() {
        return rig.ask(new ReadQueues(
                        held.stream().map(each -> each.holding().shard()).toList()))
                .queues();
    }

    private List<QueueView> list() {
        return rig.ask(new ListQueues("", 10)).queues();
    }
}
