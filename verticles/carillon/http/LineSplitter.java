package carillon.http;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * Cuts a stream of bytes into lines, which end with a line feed or with the stream. Blank lines are counted and passed
 * over, and what follows the allowed length of a line is thrown away as it comes.
 */
final class LineSplitter {

    private final int bytesMax;
    private final Lines lines;
    private Buffer rest = Buffer.buffer();
    private boolean tooLong;
    private int number;

    /** Takes the lines in their order, with their numbers from 1 on, for which blank ones count too. */
    interface Lines {
        /** A line without its end. */
        void line(int number, byte[] line);

        /** A line that was longer than allowed. */
        void tooLong(int number);
    }

    LineSplitter(int bytesMax, Lines lines) {
        this.bytesMax = bytesMax;
        this.lines = lines;
    }

    /** Takes the next bytes, and hands out each line that they complete. */
    void take(Buffer chunk) {
        int from = 0;
        for (int i = 0; i < chunk.length(); i++) {
            if (chunk.getByte(i) == '\n') {
                keep(chunk, from, i);
                end();
                from = i + 1;
            }
        }
        keep(chunk, from, chunk.length());
    }

    /** Hands out the last line, where no line feed follows it. */
    void end() {
        byte[] line = rest.getBytes();
        boolean over = tooLong;
        rest = Buffer.buffer();
        tooLong = false;
        number++;
        if (over) {
            lines.tooLong(number);
        } else if (!new String(line, StandardCharsets.ISO_8859_1).isBlank()) {
            lines.line(number, line);
        }
    }

    private void keep(Buffer chunk, int from, int to) {
        if (tooLong || rest.length() + to - from > bytesMax) {
            tooLong = true;
            rest = Buffer.buffer();
        } else if (to > from) {
            rest.appendBuffer(chunk, from, to - from);
        }
    }
}
