package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

    @Test
    void lines_are_whole_however_they_are_cut() {
        String text = "one\ntwö\n\n \r\nfour";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size <= bytes.length; size++) {
            assertEquals(List.of("one", "twö", "four"), lines(bytes, size, 100));
        }
    }

    @Test
    void of_a_line_that_is_too_long_one_byte_more_is_kept() {
        byte[] bytes = "123456789\n12345\n1234".getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size <= bytes.length; size++) {
            assertEquals(List.of("12345", "12345", "1234"), lines(bytes, size, 4));
        }
    }

    private static List<String> lines(byte[] bytes, int pieceSize, int bytesMax) {
        LineSplitter splitter = new LineSplitter(bytesMax);
        List<byte[]> lines = new ArrayList<>();
        Buffer all = Buffer.buffer(bytes);
        for (int from = 0; from < bytes.length; from += pieceSize) {
            lines.addAll(splitter.add(all.slice(from, Math.min(bytes.length, from + pieceSize))));
        }
        lines.addAll(splitter.end());
        return lines.stream()
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .toList();
    }
}
