package carillon.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import carillon.task.Limits;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

    @ParameterizedTest
    @CsvSource({
        "2030-01-31T09:00:00Z, 2030-01-31T09:00:00.000Z",
        "2030-01-31t09:00:00z, 2030-01-31T09:00:00.000Z",
        "2030-01-31T09:00:00.123Z, 2030-01-31T09:00:00.123Z",
        "2016-12-31T23:59:60.500Z, 2017-01-01T00:00:00.000Z",
        "2030-01-31T09:00:00.1+05:30, 2030-01-31T03:30:00.100Z",
        "2030-01-31T09:00:00.0001-00:00, 2030-01-31T09:00:00.001Z",
        "2030-01-31T23:59:59.999000001Z, 2030-02-01T00:00:00.000Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00.000Z",
        "2016-12-31T23:59:60.5Z, 2017-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000Z",
    })
    void an_instant_is_read_upwards_to_a_millisecond(String text, String read) {
        Long millis = Rfc3339.millis(text);
        assertEquals(Instant.parse(read).toEpochMilli(), millis);
        assertEquals(read, Rfc3339.text(millis == null ? 0 : millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2030-01-31",
                "2030-01-31T09:00Z",
                "2030-01-31 09:00:00Z",
                "2030-01-31T09:00:00",
                "2030-02-30T09:00:00Z",
                "2030-02-30T09:00:00.000Z",
                "2030-01-31T24:00:00.000Z",
                "2030-01-31T09:61:00.000Z",
                "2030-01-31T09:00:60.000Z",
                "2030-01-31T09:00:0٠.000Z",
                "2030-01-31T24:00:00Z",
                "2030-01-31T09:00:60Z",
                "9999-12-31T23:59:59.9999Z",
                "+10000-01-01T00:00:00Z",
                "9999-12-31T23:59:59-00:01",
                "0000-01-01T00:00:00+00:01",
                "2030-01-31T09:00:00+24:00",
                "٢٠٣٠-01-31T09:00:00Z"
            })
    void what_is_no_instant_is_refused(String text) {
        assertNull(Rfc3339.millis(text));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0",
        "PT1.5S, 1500",
        "'PT1,5S', 1500",
        "P1DT2H, 93600000",
        "P2W, 1209600000",
        "PT0.0001S, 1",
        "PT1M1S, 61000",
        "P0D, 0",
        "P9999999999W, 6047999999395200000"
    })
    void a_duration_is_read_upwards_to_a_millisecond(String text, long millis) {
        assertEquals(millis, IsoDuration.millis(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "PT",
                "P1DT",
                "P1M",
                "P1Y",
                "-PT1S",
                "PT-1S",
                "+PT1S",
                "1S",
                "PT1",
                "PT1S1M",
                "pt1s",
                "PT.5S",
                "PT1.S",
                "PT99999999999S"
            })
    void what_is_no_duration_is_refused(String text) {
        assertNull(IsoDuration.millis(text));
    }

    @Test
    void a_duration_is_written_as_it_is_read() {
        for (long millis = 0; millis < 100_000_000; millis = millis * 3 + 1) {
            assertEquals(millis, IsoDuration.millis(IsoDuration.text(millis)));
        }
    }

    @Test
    void an_instant_is_written_as_the_formatter_of_the_jdk_would() {
        DateTimeFormatter formatter =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
        LongStream drawn = new Random(11).longs(10_000, Limits.INSTANT_MIN, Limits.INSTANT_MAX + 1);
        LongStream edges = LongStream.of(Limits.INSTANT_MIN, Limits.INSTANT_MAX, -1, 0, 1, 951_782_400_000L);
        LongStream.concat(edges, drawn)
                .forEach(millis -> assertEquals(formatter.format(Instant.ofEpochMilli(millis)), Rfc3339.text(millis)));
    }
}
