package carillon.http;

import carillon.bus.Bus;
import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.message.BoardMessage;
import carillon.message.BoardMessage.AskBoard;
import carillon.message.BoardMessage.BoardRead;
import carillon.message.BoardMessage.Member;
import carillon.message.DeliveryMessage;
import carillon.message.DeliveryMessage.AskBegun;
import carillon.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.ext.web.RoutingContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether work can be taken: the store answers, every shard is held by someone live, and where the process is a whole
 * node it fires itself. Without a delivery it is taken too, and waits for one.
 *
 * <p>One question at a time, however many shards there are, whose answer serves all who ask meanwhile and for a moment
 * after.
 */
final class Readiness {

    private static final Logger LOG = System.getLogger(Readiness.class.getName());

    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** What is started at about the same time is there by then. */
    private static final long WATCH_MILLIS = 2_000;
    /** What is not there for long is looked for less and less often. */
    private static final long WATCH_MILLIS_MAX = 8_000;

    private static final String SHARED = "carillon.http.missing";
    private static final String SAID = "said";

    private static final String NO_STORE = "no StoreVerticle serves here: start one, or wait until it has found its"
            + " database, which its log tells";
    private static final String NO_TIMER = "no TimerVerticle holds any shard: start one, or wait until it does";
    private static final String NO_DELIVERY =
            "no DeliveryVerticle is there: tasks are taken, and attempted once one is started";

    private final Vertx vertx;
    private final Bus bus;
    private final Clock clock;
    private final @Nullable WholeNode node;
    /** What was said last, by whichever instance of this process. */
    private final LocalMap<String, String> said;

    private @Nullable Future<Finding> latest;
    private long answeredNanos;

    /** What is missing, or empty; and whether work can be taken. */
    private record Finding(boolean ready, String missing) {}

    /** @param node that must fire itself; nothing where whoever fires is elsewhere */
    Readiness(Vertx vertx, Bus bus, Clock clock, @Nullable WholeNode node) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
        this.node = node;
        said = vertx.sharedData().getLocalMap(SHARED);
    }

    /** {@code GET /health/live}: this loop turns. */
    static Future<Answer> live(RoutingContext request) {
        return Future.succeededFuture(up(""));
    }

    /** {@code GET /health/ready} and {@code /health}: 200, or 503, with what is missing. */
    Future<Answer> ready(RoutingContext request) {
        return finding()
                .map(finding -> finding.ready
                        ? up(finding.missing)
                        : Refusal.unavailable("not ready: " + finding.missing).toAnswer());
    }

    /** Says in the log what it waits for, each time that this changes, until nothing is missing. */
    void watch() {
        watch(WATCH_MILLIS);
    }

    private void watch(long afterMillis) {
        vertx.setTimer(afterMillis, timer -> look().onSuccess(missing -> {
            if (!missing.isEmpty()) {
                watch(Math.min(2 * afterMillis, WATCH_MILLIS_MAX));
            }
        }));
    }

    /** Tells what is missing, and says it in the log unless this process did. */
    Future<String> look() {
        return finding().map(finding -> {
            if (!finding.missing.equals(Objects.requireNonNullElse(said.put(SAID, finding.missing), ""))) {
                LOG.log(
                        Level.INFO,
                        finding.missing.isEmpty() ? "The API is ready" : "The API waits: {0}",
                        finding.missing);
            }
            return finding.missing;
        });
    }

    private Future<Finding> finding() {
        Future<Finding> known = latest;
        if (known != null && (!known.isComplete() || clock.nanoTime() - answeredNanos < FRESH_NANOS)) {
            return known;
        }
        Future<Finding> asked = find();
        latest = asked;
        asked.onComplete(answered -> answeredNanos = clock.nanoTime());
        return asked;
    }

    private Future<Finding> find() {
        return bus.request(BoardMessage.ADDRESS, new AskBoard(), HttpLimits.READY_ANSWER_MILLIS)
                .compose(this::find)
                .otherwise(
                        failure -> new Finding(false, isAbsent(failure) ? NO_STORE : "the database does not answer"));
    }

    private Future<Finding> find(BoardRead board) {
        String missing = missing(board);
        if (!missing.isEmpty()) {
            return Future.succeededFuture(new Finding(false, missing));
        }
        return bus.request(DeliveryMessage.ANY, new AskBegun(List.of()), HttpLimits.READY_ANSWER_MILLIS)
                .map(there -> "")
                .otherwise(failure -> isAbsent(failure) ? NO_DELIVERY : "")
                .map(absent -> new Finding(true, absent));
    }

    /** What work cannot be taken without, or empty. */
    private String missing(BoardRead board) {
        String here = node == null ? "" : node.missing(board.members());
        long unheld = unheld(board);
        if (!here.isEmpty() || unheld == 0) {
            return here;
        }
        return unheld == board.holdings().size() ? NO_TIMER : unheld + " shards are held by nobody live";
    }

    /** How many shards have an owner whose lease has run out, or none. */
    private static long unheld(BoardRead board) {
        Set<String> live = board.members().stream().map(Member::holder).collect(Collectors.toSet());
        return board.holdings().stream()
                .filter(holding -> !live.contains(String.valueOf(holding.owner())))
                .count();
    }

    private static boolean isAbsent(Throwable failure) {
        return failure instanceof BusFailure known && known.code() == FailureCode.ABSENT;
    }

    private static Answer up(String missing) {
        JsonObject json = new JsonObject().put("status", "up");
        return Answer.json(200, missing.isEmpty() ? json : json.put("missing", missing));
    }
}
