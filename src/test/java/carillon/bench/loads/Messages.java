package carillon.bench.loads;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Cuts what a connection brings into messages of HTTP/1.1, and hands on the first line of each when all of it is there.
 * By hand, so that a client and a receiver take little of the processors that they share with what is measured. A
 * message without a content-length has no body; chunks are not understood.
 */
final class Messages implements Handler<Buffer> {

    private static final String LENGTH = "\r\ncontent-length:";
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final Consumer<String> firstLines;
    private Buffer rest = Buffer.buffer();

    Messages(Consumer<String> firstLines) {
        this.firstLines = firstLines;
    }

    @Override
    public void handle(Buffer more) {
        rest = rest.length() == 0 ? more : Buffer.buffer().appendBuffer(rest).appendBuffer(more);
        String text = rest.toString(StandardCharsets.ISO_8859_1);
        int begin = 0;
        for (int end = end(text, begin); end >= 0 && end <= text.length(); end = end(text, begin)) {
            firstLines.accept(text.substring(begin, text.indexOf("\r\n", begin)));
            begin = end;
        }
        rest = rest.getBuffer(begin, rest.length());
    }

    /** Where the message ends that begins there; less than 0 while its head is not complete. */
    private static int end(String text, int begin) {
        int headEnd = text.indexOf(END_OF_HEAD, begin);
        if (headEnd < 0) {
            return -1;
        }
        String head = text.substring(begin, headEnd + 2).toLowerCase(Locale.ROOT);
        int length = head.indexOf(LENGTH);
        if (length < 0) {
            return headEnd + END_OF_HEAD.length();
        }
        int value = length + LENGTH.length();
        return headEnd
                + END_OF_HEAD.length()
                + Integer.parseInt(
                        head.substring(value, head.indexOf("\r\n", value)).strip());
    }
}
