package carillon.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Cuts what comes in pieces into lines. Of a line that is too long it keeps one byte more than is taken. */
final class LineSplitter {

    private static final byte END = '\n';

    private final int bytesMax;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

    LineSplitter(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** The lines that end in this piece, without their ends; blank ones are left out. */
    List<byte[]> add(Buffer piece) {
        List<byte[]> lines = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < piece.length(); i++) {
            if (piece.getByte(i) == END) {
                keep(piece, begin, i);
                lines.addAll(end());
                begin = i + 1;
            }
        }
        keep(piece, begin, piece.length());
        return lines;
    }

    /** The last line, if it has no end. */
    List<byte[]> end() {
        byte[] line = rest.toByteArray();
        rest.reset();
        return isBlank(line) ? List.of() : List.of(line);
    }

    private void keep(Buffer piece, int begin, int end) {
        int room = bytesMax + 1 - rest.size();
        rest.writeBytes(piece.getBytes(begin, Math.min(end, begin + room)));
    }

    private static boolean isBlank(byte[] line) {
        for (byte each : line) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }
}
