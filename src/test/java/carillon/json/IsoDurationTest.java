package carillon.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IsoDurationTest {

    private final Locale before = Locale.getDefault();

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    @Test
    void a_plain_duration_is_what_java_reads_in_it_too() {
        for (String text : List.of("PT0S", "PT7S", "PT59S", "PT90S", "PT1M", "PT45M", "PT0H", "PT1H", "PT72H")) {
            assertEquals(Duration.parse(text).toMillis(), IsoDuration.millis(text), text);
        }
    }

    @Test
    void a_limit_reads_the_same_whatever_language_the_jvm_speaks() {
        Locale.setDefault(Locale.GERMANY);
        assertEquals(
                "P365000D, 1,000 years",
                IsoDuration.limit(Duration.ofDays(365_000).toMillis()));
    }
}
