package carillon.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkProgressTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void a_client_that_is_gone_is_no_failure_of_the_change() throws Exception {
        Promise<Boolean> unread = Promise.promise();
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> reportToNobody(request).onComplete(unread))
                .listen(0, "localhost")
                .await(10, TimeUnit.SECONDS);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            socket.getOutputStream().write("POST / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertTrue(unread.future().await(10, TimeUnit.SECONDS));
        }
    }

    private static Future<Boolean> reportToNobody(HttpServerRequest request) {
        BulkProgress progress = new BulkProgress(request.response());
        return request.connection()
                .close()
                .compose(closed -> progress.report("next"))
                .map(told -> progress.isUnread());
    }
}
