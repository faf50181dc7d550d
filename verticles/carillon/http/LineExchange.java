package carillon.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.function.Function;

/**
 * Answers a body of NDJSON: one line for each that is not blank, in order, while the body is still being read.
 *
 * <p>A piece of the body is read only when the one before it has been answered, and when the client has read enough of
 * its answers: {@link HttpLimits#ANSWER_LINES_BYTES_MAX} of them may wait, so that a client may send a good deal before
 * it begins to read.
 */
final class LineExchange {

    static final String TYPE = "application/x-ndjson";

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final LineSplitter lines;
    private final Function<List<byte[]>, Future<Buffer>> answers;
    private boolean isAnswering;

    private LineExchange(HttpServerRequest request, int lineBytesMax, Function<List<byte[]>, Future<Buffer>> answers) {
        this.request = request;
        this.response = request.response();
        this.lines = new LineSplitter(lineBytesMax);
        this.answers = answers;
    }

    /**
     * Serves a request.
     *
     * @param lineBytesMax how long a line may be; of a longer one only one byte more is handed over
     * @param answers the answers to some lines, each with its end
     */
    static void serve(HttpServerRequest request, int lineBytesMax, Function<List<byte[]>, Future<Buffer>> answers) {
        new LineExchange(request, lineBytesMax, answers).begin();
    }

    private void begin() {
        Replies.begin(response, 200, TYPE);
        response.setChunked(true).setWriteQueueMaxSize(HttpLimits.ANSWER_LINES_BYTES_MAX);
        response.drainHandler(drained -> readOn());
        request.handler(piece -> {
            request.pause();
            isAnswering = true;
            answer(lines.add(piece)).onSuccess(written -> {
                isAnswering = false;
                readOn();
            });
        });
        request.endHandler(ended -> answer(lines.end()).onSuccess(written -> end()));
    }

    private Future<Void> answer(List<byte[]> asked) {
        if (asked.isEmpty()) {
            return Future.succeededFuture();
        }
        return answers.apply(asked)
                .onSuccess(this::write)
                .<Void>mapEmpty()
                // What is under way cannot be taken back: the client sees that the answers end too early.
                .onFailure(failure -> {
                    Failures.log(failure);
                    request.connection().close().onFailure(gone -> {});
                });
    }

    private void write(Buffer answered) {
        if (!response.closed()) {
            // A client that is gone by now does not need the answers.
            response.write(answered).onFailure(gone -> {});
        }
    }

    private void readOn() {
        if (!isAnswering && !response.writeQueueFull()) {
            request.resume();
        }
    }

    private void end() {
        if (!response.closed()) {
            response.end().onFailure(gone -> {});
        }
    }
}
