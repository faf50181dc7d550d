package carillon.bus;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Reads values from a buffer, refusing to pass its end, or that of the record that is being read. */
final class WireReader {

    private final Buffer buffer;
    private int position;
    private int end;

    WireReader(Buffer buffer, int position) {
        this.buffer = buffer;
        this.position = position;
        end = buffer.length();
    }

    /** Begins a record, whose length comes first; to be given to {@link #leave} is what it returns. */
    int enter() {
        int length = readCount();
        int outer = end;
        end = position + length;
        return outer;
    }

    /** Whether nothing is left of the record. */
    boolean isAtEnd() {
        return position == end;
    }

    /** Ends a record, and passes over what is left of it. */
    void leave(int outer) {
        position = end;
        end = outer;
    }

    byte readByte() {
        return buffer.getByte(advance(1));
    }

    int readInt() {
        return buffer.getInt(advance(4));
    }

    long readLong() {
        return buffer.getLong(advance(8));
    }

    /** A count of things that take at least one byte each, so that no list is larger than what came. */
    int readCount() {
        int count = readInt();
        if (count < 0 || count > end - position) {
            throw new WireException("a count of " + count + " with " + (end - position) + " bytes left");
        }
        return count;
    }

    byte[] readBytes() {
        int length = readCount();
        int start = advance(length);
        return buffer.getBytes(start, start + length);
    }

    String readString() {
        return new String(readBytes(), StandardCharsets.UTF_8);
    }

    void requireEnd() {
        if (!isAtEnd()) {
            throw new WireException((end - position) + " bytes are left over");
        }
    }

    private int advance(int length) {
        int start = position;
        if (length > end - start) {
            throw new WireException("the message, or a record in it, ends after " + end + " bytes, within a value");
        }
        position = start + length;
        return start;
    }
}
