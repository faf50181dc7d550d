package carillon.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Reads an answer to its end, or to a limit; keeps only as much of its body as an excerpt needs. */
final class AnswerReader {

    static final int BODY_BYTES_MAX = 64 * 1024;

    private static final int KEPT_BYTES_MAX = 4 * Excerpt.CHARS_MAX;

    private final HttpClientResponse response;
    private final UnaryOperator<String> scrubbing;
    private final Promise<Answer> answer = Promise.promise();
    private final Buffer kept = Buffer.buffer();
    private int bytesRead;

    private AnswerReader(HttpClientResponse response, UnaryOperator<String> scrubbing) {
        this.response = response;
        this.scrubbing = scrubbing;
    }

    /**
     * Completes with the answer when its last byte has come; what is longer than the limit is cut off there.
     *
     * @param scrubbing takes out of the body what must not be kept
     */
    static Future<Answer> read(HttpClientResponse response, UnaryOperator<String> scrubbing) {
        AnswerReader reader = new AnswerReader(response, scrubbing);
        response.exceptionHandler(reader.answer::tryFail);
        response.endHandler(end -> reader.complete());
        response.handler(reader::take);
        return reader.answer.future();
    }

    private void take(Buffer chunk) {
        kept.appendBuffer(chunk, 0, Math.min(chunk.length(), KEPT_BYTES_MAX - kept.length()));
        bytesRead += chunk.length();
        if (bytesRead > BODY_BYTES_MAX) {
            complete();
            Connections.drop(response.request());
        }
    }

    private void complete() {
        String excerpt = Excerpt.of(scrubbing.apply(kept.toString(StandardCharsets.UTF_8)));
        answer.tryComplete(new Answer(response.statusCode(), response.getHeader("retry-after"), excerpt));
    }
}
