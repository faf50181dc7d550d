package carillon.http;

import carillon.json.DecodedPreview;
import carillon.json.PreviewDecoder;
import carillon.json.PreviewEncoder;
import carillon.task.Preview;
import carillon.time.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * {@code POST /preview}. Rules are worked out by threads of their own: most take microseconds, but a rule that hardly
 * ever matches is searched for long.
 *
 * <p>The present, where a client names none, is that of this node's clock: nothing is scheduled by it, and so the store
 * need not be asked for the database's.
 */
final class Previews {

    static final String PATH = "/preview";

    private final WorkerExecutor workers;
    private final Context context;
    private final Clock clock;
    private int streams;

    /** For use on the event loop that makes it. */
    Previews(Vertx vertx, Clock clock) {
        this.workers = vertx.createSharedWorkerExecutor("carillon.preview", HttpLimits.PREVIEW_THREADS);
        this.context = vertx.getOrCreateContext();
        this.clock = clock;
    }

    Future<Answer> preview(RoutingContext request) {
        Buffer body = request.body().buffer();
        byte[] json = body == null ? new byte[0] : body.getBytes();
        return work(() -> Answer.json(200, PreviewEncoder.preview(preview(json))));
    }

    /** Takes a body of lines, and answers each as if it came alone; any other passes. */
    void lines(RoutingContext request) {
        if (!Bodies.isLines(request.request())) {
            request.next();
        } else if (streams >= HttpLimits.LINE_STREAMS_MAX) {
            Refusal refusal = Refusal.busy("too many streams of previews are under way; try again after a moment");
            Replies.send(request.response(), refusal.toAnswer());
        } else {
            streams++;
            new LineStream(request.request(), context, HttpLimits.PREVIEWS_IN_FLIGHT_MAX, this::line)
                    .run()
                    .onComplete(ended -> streams--);
        }
    }

    private Future<Buffer> line(int number, byte[] line) {
        return work(() -> Buffer.buffer(PreviewEncoder.line(preview(line))))
                .otherwise(failure -> Failures.toRefusal(failure).toLine(number, null));
    }

    private <T> Future<T> work(Callable<T> call) {
        return workers.executeBlocking(call, false).map(Objects::requireNonNull);
    }

    private Preview preview(byte[] json) {
        return switch (PreviewDecoder.decode(json)) {
            case DecodedPreview.Asked asked -> preview(asked);
            case DecodedPreview.Refused refused ->
                throw Refusal.invalid("the preview is not valid; errors says where and why", refused.violations());
        };
    }

    private Preview preview(DecodedPreview.Asked asked) {
        long from = Objects.requireNonNullElseGet(asked.from(), clock::epochMillis);
        long deadline = clock.nanoTime() + HttpLimits.PREVIEW_NANOS_MAX;
        return Preview.of(
                asked.trigger(),
                asked.recurrence(),
                asked.expiresAt(),
                from,
                asked.count(),
                () -> clock.nanoTime() - deadline < 0);
    }
}
