package carillon.http;

import carillon.bus.Bus;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Probe;
import carillon.message.StoreMessage.WhoHolds;
import carillon.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether work can be taken: the store answers, and every shard is held by someone live.
 *
 * <p>One question at a time, whose answer serves all who ask meanwhile and for a moment after.
 */
final class Readiness {

    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Bus bus;
    private final Owners owners;
    private final Clock clock;
    private @Nullable Future<Answer> latest;
    private long answeredNanos;

    Readiness(Bus bus, Owners owners, Clock clock) {
        this.bus = bus;
        this.owners = owners;
        this.clock = clock;
    }

    /** {@code GET /health/live}: this loop turns. */
    static Future<Answer> live(RoutingContext request) {
        return Future.succeededFuture(up());
    }

    /** {@code GET /health/ready} and {@code /health}: 200, or 503 with what is missing. */
    Future<Answer> ready(RoutingContext request) {
        Future<Answer> known = latest;
        if (known != null && (!known.isComplete() || clock.nanoTime() - answeredNanos < FRESH_NANOS)) {
            return known;
        }
        Future<Answer> asked = ask();
        latest = asked;
        asked.onComplete(answered -> answeredNanos = clock.nanoTime());
        return asked;
    }

    private Future<Answer> ask() {
        return bus.request(StoreMessage.ADDRESS, new Probe(), HttpLimits.READY_ANSWER_MILLIS)
                .compose(answers -> owners.shardCount())
                .compose(this::unheld)
                .map(unheld -> unheld == 0 ? up() : down(unheld + " shards are held by nobody live"))
                .otherwise(failure -> down("the database does not answer"));
    }

    private Future<Long> unheld(int shardCount) {
        List<Future<Boolean>> held = IntStream.range(0, shardCount)
                .mapToObj(
                        shard -> bus.request(StoreMessage.ADDRESS, new WhoHolds(shard), HttpLimits.READY_ANSWER_MILLIS)
                                .map(holder -> holder.address() != null))
                .toList();
        return Future.all(held)
                .map(all -> held.stream().filter(each -> !each.result()).count());
    }

    private static Answer up() {
        return Answer.of(200, "application/json", Buffer.buffer("{\"status\":\"up\"}"));
    }

    private static Answer down(String missing) {
        return Refusal.unavailable("not ready: " + missing).toAnswer();
    }
}
