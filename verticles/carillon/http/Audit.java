package carillon.http;

import carillon.json.Redaction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records each call that changes something, or shows a secret, in the log {@code carillon.audit}: who called, in which
 * role, from where, what, and with which status it was answered; refused ones as well.
 *
 * <p>A log is slow beside a request. So calls are collected for a moment and written by another thread, those of one
 * caller that differ by their path only in one line. For use on one event loop.
 */
final class Audit implements Handler<RoutingContext> {

    static final String LOGGER = "carillon.audit";

    private static final Logger LOG = System.getLogger(LOGGER);
    private static final String SECRETS = "/secrets";
    private static final int PATH_CHARS_MAX = 300;
    /** Of those, for its end, where a query says whether a task was cancelled or purged. */
    private static final int PATH_END_CHARS = 100;

    private static final int PATHS_A_LINE_MAX = 200;
    private static final Pattern PARAMETER = Pattern.compile("(?<=[?&])([^=&]*)=([^&]*)");

    private final Vertx vertx;
    private final Counter dropped;
    private Map<Call, List<String>> waiting = new LinkedHashMap<>();
    private int waitingCount;
    private int droppedCount;

    /** What calls of one line have in common. */
    private record Call(String who, String role, String from, String method, int status) {

        String line(List<String> paths) {
            return new JsonObject()
                    .put("who", who)
                    .put("role", role)
                    .put("from", from)
                    .put("method", method)
                    .put("status", status)
                    .put("paths", new JsonArray(paths))
                    .encode();
        }
    }

    Audit(Vertx vertx, MeterRegistry metrics) {
        this.vertx = vertx;
        dropped = Counter.builder("carillon.audit.dropped")
                .description("calls that are missing in the audit, because too many came at once")
                .register(metrics);
    }

    @Override
    public void handle(RoutingContext request) {
        String path = String.valueOf(request.request().path());
        boolean reads = Caller.reads(request.request().method()) || path.equals(Previews.PATH);
        if (!reads || path.startsWith(SECRETS)) {
            request.addEndHandler(ended -> note(request));
        }
        request.next();
    }

    /** Writes what was collected. Completes when it is written. */
    Future<?> flush() {
        Map<Call, List<String>> batch = waiting;
        int missing = droppedCount;
        waiting = new LinkedHashMap<>();
        waitingCount = 0;
        droppedCount = 0;
        return vertx.executeBlocking(() -> {
            batch.forEach(Audit::write);
            if (missing > 0) {
                LOG.log(Level.WARNING, missing + " calls are missing here: too many came at once");
            }
            return null;
        });
    }

    private void note(RoutingContext request) {
        if (waitingCount >= HttpLimits.AUDIT_CALLS_WAITING_MAX) {
            droppedCount++;
            dropped.increment();
            return;
        }
        if (waitingCount == 0) {
            vertx.setTimer(HttpLimits.AUDIT_PAUSE_MILLIS, timer -> flush().onFailure(
                            failure -> LOG.log(Level.ERROR, "Calls were not recorded", failure)));
        }
        waitingCount++;
        waiting.computeIfAbsent(callOf(request), none -> new ArrayList<>()).add(pathOf(request));
    }

    private static Call callOf(RoutingContext request) {
        Caller caller = Caller.of(request);
        return new Call(
                caller == null ? "nobody" : caller.name(),
                caller == null ? "none" : caller.role().title(),
                request.request().connection().remoteAddress(true).hostAddress(),
                request.request().method().name(),
                request.response().getStatusCode());
    }

    /** What was made, where something was made, else what was asked. */
    private static String pathOf(RoutingContext request) {
        String made = request.response().headers().get("Location");
        String path = made == null ? withoutSecrets(request.request().uri()) : made;
        return path.length() > PATH_CHARS_MAX
                ? path.substring(0, PATH_CHARS_MAX - PATH_END_CHARS) + "…"
                        + path.substring(path.length() - PATH_END_CHARS)
                : path;
    }

    /** A filter may name a webhook by its URL, and a token may have been put where none belongs. */
    private static String withoutSecrets(String uri) {
        return PARAMETER.matcher(uri).replaceAll(each -> {
            String shown = each.group(1) + "=" + shown(each.group(1), each.group(2));
            return Matcher.quoteReplacement(shown);
        });
    }

    private static String shown(String name, String value) {
        try {
            String decodedName = URLDecoder.decode(name, StandardCharsets.UTF_8);
            String decoded = URLDecoder.decode(value, StandardCharsets.UTF_8);
            boolean isUrl = decodedName.equals("action");
            String shown =
                    Redaction.isSecret(decodedName) ? Redaction.MARK : isUrl ? Redaction.shown(decoded) : decoded;
            return shown.equals(decoded) ? value : URLEncoder.encode(shown, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return Redaction.MARK;
        }
    }

    private static void write(Call call, List<String> paths) {
        for (int from = 0; from < paths.size(); from += PATHS_A_LINE_MAX) {
            int to = Math.min(paths.size(), from + PATHS_A_LINE_MAX);
            LOG.log(Level.INFO, call.line(paths.subList(from, to)));
        }
    }
}
