package carillon.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class RemoteCommandTest {

    private final ExportCommand export = new ExportCommand(System.out);

    private CommandFailure failure() {
        return assertThrows(CommandFailure.class, export::export);
    }

    @Test
    void a_node_that_is_not_there_is_told_at_once_with_what_to_do() throws IOException {
        String url;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "http://127.0.0.1:" + taken.getLocalPort();
        }
        export.setUrl(url);
        assertEquals(
                "no node answers at " + url + " (ConnectException);"
                        + " start a node with ./vertx run carillon.Main, or name its address with --url",
                failure().getMessage());
        assertEquals(1, failure().code());
    }

    @Test
    void an_address_that_is_none_is_misleading() {
        export.setUrl("localhost:8080");
        assertTrue(failure().getMessage().startsWith("--url 'localhost:8080' must be http://"), failure()::getMessage);
        export.setUrl("http://a b");
        assertEquals(2, failure().code());
    }

    @Test
    void a_token_file_that_cannot_be_read_is_named() {
        export.setTokenFile("nowhere/token");
        assertEquals("--token-file nowhere/token cannot be read", failure().getMessage());
        assertEquals(2, failure().code());
    }
}
