package carillon.trial;

import carillon.message.Occurrence;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The tasks of a run and the answers of their receiver, all decided by the seed.
 *
 * @param prefix of the ids of its tasks
 */
public record Workload(long seed, String prefix, String url) {

    /** So many tasks fire each second until the end; they are the first of a run. */
    static final int RECURRING = 8;

    static final long PERIOD_MILLIS = 1_000;

    private static final String RECURRING_PREFIX = "every-";
    private static final int DELAY_MILLIS_MAX = 3_000;
    private static final int SLOW_MILLIS_MAX = 3_000;
    private static final int QUICK_MILLIS_MAX = 20;
    private static final int SLOW_OF_HUNDRED = 5;
    private static final int FAILED_OF_HUNDRED = 5;

    /** A task to be posted. */
    public record Task(String id, boolean recurring, JsonObject body) {}

    /** What the receiver does with an attempt. */
    public record Reaction(int status, long afterMillis) {}

    /** One task of the run, by its place from 0 on. */
    public Task task(int place) {
        boolean recurring = place < RECURRING;
        String id = prefix + (recurring ? RECURRING_PREFIX : "once-") + place;
        JsonObject body = new JsonObject()
                .put("id", id)
                .put("action", new JsonObject().put("http", new JsonObject().put("url", url)))
                .put("payload", new JsonObject().put("place", place))
                .put("timeout", "PT5S")
                .put(
                        "retry",
                        new JsonObject()
                                .put("maxAttempts", 20)
                                .put("backoff", "PT0.5S")
                                .put("multiplier", 1));
        if (recurring) {
            body.put("every", "PT1S");
        } else {
            long delayMillis = randomOf(id, 0).nextInt(DELAY_MILLIS_MAX + 1);
            body.put("delay", "PT%d.%03dS".formatted(delayMillis / 1_000, delayMillis % 1_000));
        }
        return new Task(id, recurring, body);
    }

    /** Some attempts fail and some take long, so that nodes die and stop while attempts are under way. */
    public Reaction reactionTo(Delivery delivery) {
        Occurrence occurrence = delivery.occurrence();
        boolean recurring = occurrence.id().startsWith(prefix + RECURRING_PREFIX);
        Random random = randomOf(recurring ? occurrence.toString() : occurrence.id(), delivery.attempt());
        int status = random.nextInt(100) < FAILED_OF_HUNDRED ? 500 : 200;
        boolean slow = random.nextInt(100) < SLOW_OF_HUNDRED;
        return new Reaction(status, 1 + random.nextInt(slow ? SLOW_MILLIS_MAX : QUICK_MILLIS_MAX));
    }

    /** How many of the deliveries came after one of the same occurrence that was answered with success. */
    public long repeatsOfSuccess(List<Delivery> deliveries) {
        Set<Occurrence> succeeded = new HashSet<>();
        return deliveries.stream()
                .filter(delivery -> {
                    boolean repeated = succeeded.contains(delivery.occurrence());
                    if (reactionTo(delivery).status() == 200) {
                        succeeded.add(delivery.occurrence());
                    }
                    return repeated;
                })
                .count();
    }

    private Random randomOf(String id, int attempt) {
        return new Random(seed * 31L * 31L + id.hashCode() * 31L + attempt);
    }
}
