package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.lease.Holding;
import carillon.message.Inheritance;
import carillon.message.ReadPoint;
import carillon.message.Sighting;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What safety reads name and nobody knows is lost when the next one names it again. */
class MissingTest {

    private static final long DUE = 500;
    private static final long READ_UP_TO = 1_000;

    private final Missing missing = new Missing();
    private final OwnedShard shard =
            new OwnedShard(new Inheritance(new Holding(0, "me", 1), 0, ReadPoint.START, true), 0, 0);

    @BeforeEach
    void everything_was_read() {
        shard.wasRead(READ_UP_TO);
    }

    @Test
    void what_is_named_once_is_not_lost_and_nothing_is_known_up_to_there() {
        assertNull(ends(1, sighting("a", 7)));
        assertFalse(isLost());
        assertFalse(missing.isEmpty());
    }

    @Test
    void what_came_before_the_next_read_is_known_up_to_there() {
        ends(1, sighting("a", 7));
        assertEquals(point(2), ends(2));
        assertTrue(missing.isEmpty());
        assertFalse(isLost());
    }

    @Test
    void what_is_named_again_is_lost() {
        ends(1, sighting("a", 7));
        assertEquals(point(2), ends(2, sighting("a", 7)));
        assertTrue(isLost());
    }

    @Test
    void it_is_the_same_although_another_store_says_something_else_of_it() {
        ends(1, sighting("a", 0));
        ends(2, sighting("a", 7));
        assertTrue(isLost());
    }

    @Test
    void where_each_read_names_something_new_what_is_known_follows_one_read_behind() {
        ends(1, sighting("a", 7));
        assertEquals(point(1), ends(2, sighting("b", 8)));
        assertEquals(point(2), ends(3, sighting("c", 9)));
        assertFalse(isLost());
        assertEquals(point(4), ends(4, sighting("c", 9)));
        assertTrue(isLost());
    }

    private @Nullable ReadPoint ends(long read, Sighting... unknown) {
        return missing.ends(
                Arrays.stream(unknown).collect(Collectors.toMap(Function.identity(), each -> shard)), point(read));
    }

    private boolean isLost() {
        return shard.progress.readBefore() == DUE;
    }

    private static ReadPoint point(long transaction) {
        return new ReadPoint(transaction, transaction, List.of());
    }

    private static Sighting sighting(String id, long transaction) {
        return new Sighting(id, 0, 1, DUE, DUE, transaction);
    }
}
