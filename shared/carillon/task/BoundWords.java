package carillon.task;

import carillon.cron.InstantWords;
import carillon.cron.IntervalWords;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What bounds a schedule, in words. */
final class BoundWords {

    private BoundWords() {}

    static List<String> of(Recurrence recurrence, @Nullable Long expiresAt, ZoneId zone) {
        List<String> words = new ArrayList<>();
        Long start = recurrence.start();
        if (start != null) {
            words.add("not before " + InstantWords.of(start, zone));
        }
        Long end = recurrence.end();
        if (end != null) {
            words.add("not after " + InstantWords.of(end, zone));
        }
        Integer fires = recurrence.maxFires();
        if (fires != null) {
            words.add(fires == 1 ? "once only" : "at most " + fires + " times");
        }
        if (recurrence.jitterMillis() > 0) {
            words.add("each put off by less than " + IntervalWords.of(recurrence.jitterMillis())
                    + ", always by the same for the same task and instant");
        }
        if (expiresAt != null) {
            words.add("what has not started by " + InstantWords.of(expiresAt, zone) + " expires");
        }
        return words;
    }
}
