package carillon.bus;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Reads values from a buffer, refusing to pass its end. */
final class WireReader {

    private final Buffer buffer;
    private int position;

    WireReader(Buffer buffer, int position) {
        this.buffer = buffer;
        this.position = position;
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
        if (count < 0 || count > buffer.length() - position) {
            throw new WireException("a count of " + count + " with " + (buffer.length() - position) + " bytes left");
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
        if (position != buffer.length()) {
            throw new WireException((buffer.length() - position) + " bytes are left over");
        }
    }

    private int advance(int length) {
        int start = position;
        if (length > buffer.length() - start) {
            throw new WireException("the message ends after " + buffer.length() + " bytes, within a value");
        }
        position = start + length;
        return start;
    }
}
