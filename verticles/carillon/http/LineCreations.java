package carillon.http;

import carillon.json.Decoded;
import carillon.json.TaskDecoder;
import carillon.message.Creation;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /tasks} with a task a line, and an answer a line in the same order. */
final class LineCreations implements Handler<RoutingContext> {

    private final Creations creations;
    private final Context context;
    private int streams;

    /** For use on the event loop of {@code context}. */
    LineCreations(Creations creations, Context context) {
        this.creations = creations;
        this.context = context;
    }

    @Override
    public void handle(RoutingContext routing) {
        if (streams >= HttpLimits.LINE_STREAMS_MAX) {
            Refusal refusal = Refusal.busy("too many streams of tasks are under way; try again after a moment");
            Replies.send(routing.response(), refusal.toAnswer());
            return;
        }
        streams++;
        new LineStream(routing.request(), context, HttpLimits.LINES_IN_FLIGHT_MAX, this::create)
                .run()
                .onComplete(ended -> streams--);
    }

    private Future<Buffer> create(int number, byte[] line) {
        return Future.succeededFuture(line)
                .map(TaskDecoder::decode)
                .compose(decoded -> create(decoded)
                        .map(LineCreations::answer)
                        .otherwise(failure -> Failures.toRefusal(failure).toLine(number, decoded.id())))
                // A fault of ours hurts no other line.
                .otherwise(fault -> Failures.toRefusal(fault).toLine(number, null));
    }

    private Future<Creation> create(Decoded decoded) {
        return switch (decoded) {
            case Decoded.Task task -> creations.create(task);
            case Decoded.Refused refused -> Future.failedFuture(Bodies.refusal(refused));
        };
    }

    private static Buffer answer(Creation creation) {
        int status = creation.status() == Creation.Status.CREATED ? 201 : 200;
        return new JsonObject()
                .put("status", status)
                .put("id", Creations.taskOf(creation).id())
                .toBuffer();
    }
}
