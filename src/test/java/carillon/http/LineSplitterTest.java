package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

    private final List<String> seen = new ArrayList<>();
    private final LineSplitter splitter = splitter();

    private LineSplitter splitter() {
        return new LineSplitter(5, new LineSplitter.Lines() {
            @Override
            public void line(int number, byte[] line) {
                seen.add(number + " " + new String(line, StandardCharsets.UTF_8));
            }

            @Override
            public void tooLong(int number) {
                seen.add(number + " too long");
            }
        });
    }

    @Test
    void lines_are_the_same_however_the_bytes_are_cut() {
        String text = "one\ntwo\r\nthree\n\n \nfour";
        for (int size = 1; size <= text.length(); size++) {
            seen.clear();
            LineSplitter splitter = splitter();
            for (int from = 0; from < text.length(); from += size) {
                splitter.take(Buffer.buffer(text.substring(from, Math.min(text.length(), from + size))));
            }
            splitter.end();
            assertEquals(List.of("1 one", "2 two\r", "3 three", "6 four"), seen, "in pieces of " + size);
        }
    }

    @Test
    void a_line_that_is_too_long_does_not_touch_its_neighbours() {
        splitter.take(Buffer.buffer("12345\n123"));
        splitter.take(Buffer.buffer("456"));
        splitter.take(Buffer.buffer("789\nafter\n"));
        splitter.end();
        assertEquals(List.of("1 12345", "2 too long", "3 after"), seen);
    }
}
