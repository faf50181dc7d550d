package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.cron.Dialect;
import carillon.cron.ZoneData;
import carillon.lease.Holding;
import carillon.message.Inheritance;
import carillon.message.StoreMessage;
import carillon.message.TaskChange;
import carillon.message.TimerMessage;
import carillon.task.Trigger;
import carillon.time.Clock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schedules whose pending instants were worked out with time-zone data of another version. */
final class RetimingTest {

    private static final Trigger DAILY = new Trigger.Cron("0 9 * * *", Dialect.UNIX, "Europe/Paris");
    private static final String VERSION = "SELECT count(*) FROM constant WHERE name = 'timeZoneData' AND value = $1";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<TaskChange> asked = new ArrayList<>();
    private StoreRig rig;
    private Database database;

    @BeforeEach
    void open() {
        rig = StoreRig.open();
        database = new Database(rig.vertx, StoreConfig.of(new JsonObject().put("database.url", rig.url)));
        own(rig.takeAll("one"));
    }

    @AfterEach
    void close() {
        StoreRig.await(database.close());
        rig.close();
    }

    @Test
    void the_version_of_the_data_is_written_down_at_first_and_after_a_change() {
        assertEquals(1, rig.number(VERSION, ZoneData.version()));
        run("2099z");
        assertEquals(1, rig.number(VERSION, "2099z"));
    }

    @Test
    void a_schedule_that_other_data_placed_elsewhere_is_moved_by_its_owner_and_counted() {
        rig.create(StoreRig.chosen("moved", DAILY), StoreRig.chosen("paused", DAILY), StoreRig.chosen("right", DAILY));
        long right = rig.pending("moved").scheduledFor();
        rig.sql("UPDATE task SET nominal = nominal + interval '1 hour', due = due + interval '1 hour'"
                + " WHERE id IN ('moved', 'paused')");
        rig.sql("UPDATE task SET state = 'p' WHERE id = 'paused'");
        run("2099z");
        assertEquals(right, rig.pending("moved").scheduledFor());
        assertEquals(right, rig.pending("moved").due());
        assertEquals(2, registry.get("carillon.schedules.retimed").counter().count());
        assertEquals(2, asked.size());
    }

    @Test
    void nothing_is_done_where_the_version_is_the_same() {
        rig.create(StoreRig.chosen("same", DAILY));
        rig.sql("UPDATE task SET nominal = nominal + interval '1 hour'");
        run("2099z");
        asked.clear();
        rig.sql("UPDATE task SET nominal = nominal + interval '1 hour'");
        run("2099z");
        assertEquals(List.of(), asked);
    }

    @Test
    void schedules_without_a_zone_and_what_is_due_already_stay_as_they_are() {
        rig.create(
                StoreRig.chosen("rate", new Trigger.Every(3_600_000, null)),
                StoreRig.chosen("once", new Trigger.At(StoreRig.FAR)),
                StoreRig.chosen("due", DAILY));
        rig.sql("UPDATE task SET nominal = now() - interval '1 hour', due = now() - interval '1 hour'"
                + " WHERE id = 'due'");
        run("2099z");
        assertEquals(List.of(), asked);
    }

    @Test
    void one_that_cannot_be_read_is_counted_and_keeps_no_other_from_being_moved() {
        rig.create(StoreRig.chosen("aaa", DAILY), StoreRig.chosen("moved", DAILY));
        long right = rig.pending("moved").scheduledFor();
        rig.sql("UPDATE task SET nominal = nominal + interval '1 hour', due = due + interval '1 hour'"
                + " WHERE id = 'moved'");
        rig.sql("UPDATE task SET definition = replace(definition, 'Europe/Paris', 'Mars/Phobos') WHERE id = 'aaa'");
        run("2099z");
        assertEquals(right, rig.pending("moved").scheduledFor());
        assertEquals(1, registry.get("carillon.tasks.unreadable").counter().count());
        assertEquals(1, rig.number(VERSION, "2099z"));
    }

    private void run(String version) {
        DatabaseTime time = new DatabaseTime(database, Clock.system());
        StoreRig.await(time.sample());
        StoreRig.await(new Retiming(rig.vertx, database, time, new Leases(database, database), rig.bus, registry)
                .run(version));
    }

    /** Stands in for a timer: writes every change in the name of the owner. */
    private void own(List<Inheritance> shards) {
        rig.bus.serve(TimerMessage.of("at.one"), message -> {
            TaskChange change = ((TimerMessage.Apply) message).change();
            asked.add(change);
            Holding holding = StoreRig.holding(shards, StoreRig.shard(change.id()));
            return rig.asking(new StoreMessage.Change(holding.shard(), holding.term(), change));
        });
    }
}
