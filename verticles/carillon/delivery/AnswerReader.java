package carillon.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpResponse;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Reads an answer to its end, or to a limit; keeps only as much of its body as an excerpt needs. */
final class AnswerReader {

    static final int BODY_BYTES_MAX = 64 * 1024;

    private static final int KEPT_BYTES_MAX = 4 * Excerpt.CHARS_MAX;

    private final HttpResponse head;
    private final Buffer kept = Buffer.buffer();
    private int bytesRead;

    AnswerReader(HttpResponse head) {
        this.head = head;
    }

    void read(ByteBuf part) {
        int length = Math.min(part.readableBytes(), KEPT_BYTES_MAX - kept.length());
        if (length > 0) {
            kept.appendBytes(ByteBufUtil.getBytes(part, part.readerIndex(), length));
        }
        bytesRead += part.readableBytes();
    }

    /** Whether what was read is longer than the limit; the rest does not matter. */
    boolean isTooLong() {
        return bytesRead > BODY_BYTES_MAX;
    }

    /**
     * What was read.
     *
     * @param scrubbing takes out of the body what must not be kept
     */
    Answer answer(UnaryOperator<String> scrubbing) {
        int status = head.status().code();
        String excerpt = Answer.isSuccess(status) || kept.length() == 0
                ? ""
                : Excerpt.of(scrubbing.apply(kept.toString(StandardCharsets.UTF_8)));
        return new Answer(status, head.headers().get("retry-after"), excerpt);
    }
}
