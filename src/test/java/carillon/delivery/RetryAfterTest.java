package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import carillon.task.Limits;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final long NOW = Instant.parse("1994-11-06T08:49:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "120|120000", " 7 |7000"})
    void seconds_are_taken_as_they_are(String header, long millis) {
        assertEquals(millis, RetryAfter.millis(header, NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sun, 06 Nov 1994 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
    void a_date_counts_from_now(String header) {
        assertEquals(37_000, RetryAfter.millis(header, NOW));
    }

    @Test
    void the_oldest_form_of_a_date_is_read_in_this_century() {
        long now = Instant.parse("2026-11-06T08:49:00Z").toEpochMilli();
        assertEquals(37_000, RetryAfter.millis("Friday, 06-Nov-26 08:49:37 GMT", now));
    }

    @Test
    void a_date_in_the_past_means_at_once() {
        assertEquals(0, RetryAfter.millis("Sun, 06 Nov 1994 08:48:00 GMT", NOW));
    }

    @Test
    void no_wait_is_longer_than_the_longest_backoff() {
        assertEquals(Limits.BACKOFF_MILLIS_MAX, RetryAfter.millis("99999999999999999999", NOW));
        assertEquals(Limits.BACKOFF_MILLIS_MAX, RetryAfter.millis("Fri, 31 Dec 9999 23:59:59 GMT", NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "12 s", "٣"})
    void what_cannot_be_read_is_ignored(String header) {
        assertNull(RetryAfter.millis(header, NOW));
    }

    @Test
    void absence_is_no_wish() {
        assertNull(RetryAfter.millis(null, NOW));
    }
}
