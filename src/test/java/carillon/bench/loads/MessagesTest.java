package carillon.bench.loads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final String TWO = "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi"
            + "POST /b HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n";

    private final List<String> lines = new ArrayList<>();
    private final Messages messages = new Messages(lines::add);

    @Test
    void messages_that_come_together_are_told_apart() {
        messages.handle(Buffer.buffer(TWO));
        assertEquals(List.of("POST /a HTTP/1.1", "POST /b HTTP/1.1"), lines);
    }

    @Test
    void a_message_is_whole_with_its_last_byte() {
        int end = TWO.indexOf("POST /b");
        for (int i = 0; i < TWO.length(); i++) {
            assertEquals(i < end ? 0 : 1, lines.size(), "before byte " + i);
            messages.handle(Buffer.buffer(TWO.substring(i, i + 1)));
        }
        assertEquals(2, lines.size());
    }

    @Test
    void one_without_a_length_has_no_body() {
        messages.handle(Buffer.buffer("HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\n"));
        assertEquals(List.of("HTTP/1.1 204 No Content"), lines);
    }
}
