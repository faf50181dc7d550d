package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.time.Clock;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseTimeTest {

    private final StoreRig rig = StoreRig.open();
    private final Database database =
            new Database(rig.vertx, StoreConfig.of(new JsonObject().put("database.url", rig.url)));
    private final DatabaseTime time = new DatabaseTime(database, Clock.system());

    @BeforeEach
    void sample() {
        StoreRig.await(time.sample());
    }

    @AfterEach
    void close() {
        StoreRig.await(database.close());
        rig.close();
    }

    @Test
    void a_clock_that_nobody_asks_is_compared_every_five_seconds() {
        assertEquals(5_000, time.pauseMillis());
    }

    @Test
    void a_clock_that_is_asked_is_compared_every_second_from_the_next_time_on() {
        time.latest();
        assertEquals(5_000, time.pauseMillis());
        sample();
        assertEquals(1_000, time.pauseMillis());
        sample();
        assertEquals(5_000, time.pauseMillis());
    }

    @Test
    void a_clock_that_could_not_be_compared_is_compared_again_after_a_second() {
        StoreRig.await(database.close());
        assertThrows(RuntimeException.class, this::sample);
        assertEquals(1_000, time.pauseMillis());
    }

    @Test
    void the_time_that_is_told_is_never_behind_the_database() {
        long now = rig.now();
        assertTrue(time.latest() >= now, () -> now + " had passed");
    }
}
