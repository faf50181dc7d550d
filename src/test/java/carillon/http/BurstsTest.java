package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two clients that are answered in one turn, as those are whose tasks one commit made durable. */
class BurstsTest {

    private static final int CLIENTS = 2;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = vertx.createHttpServer();
    private final List<HttpServerRequest> requests = new ArrayList<>();
    /** All that came to the sockets. */
    private final AtomicInteger flushes = new AtomicInteger();
    /** Those of them that came while the answers were being given. */
    private final AtomicInteger early = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        server.connectionHandler(connection -> {
            Bursts.gather(connection);
            countFlushes(connection);
        });
        server.requestHandler(request -> {
            requests.add(request);
            if (requests.size() == CLIENTS) {
                // A turn of its own, outside of any read.
                vertx.runOnContext(turn -> answerAll());
            }
        });
        server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void answers_given_in_one_turn_leave_when_all_are_given_each_in_one_flush() throws IOException {
        try (Socket one = ask("keep-alive");
                Socket other = ask("keep-alive")) {
            readAnswer(one);
            readAnswer(other);
        }
        assertEquals(0, early.get());
        assertEquals(CLIENTS, flushes.get());
    }

    @Test
    void an_answer_arrives_whole_before_its_connection_is_closed() throws IOException {
        try (Socket one = ask("close");
                Socket other = ask("close")) {
            for (Socket each : List.of(one, other)) {
                String all = new String(each.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                assertTrue(all.endsWith("\r\n\r\nhalf and half"), all);
            }
        }
    }

    private void answerAll() {
        int before = flushes.get();
        for (HttpServerRequest request : requests) {
            request.response().putHeader("Content-Length", "13");
            request.response().write("half and ").onFailure(gone -> {});
            request.response().end("half").onFailure(gone -> {});
        }
        early.set(flushes.get() - before);
    }

    /** Right at the socket, behind all that may hold a flush back. */
    private void countFlushes(HttpConnection connection) {
        ((HttpServerConnection) connection)
                .channelHandlerContext()
                .pipeline()
                .addFirst(new ChannelOutboundHandlerAdapter() {
                    @Override
                    public void flush(ChannelHandlerContext context) {
                        flushes.incrementAndGet();
                        context.flush();
                    }
                });
    }

    private Socket ask(String connection) throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), server.actualPort());
        socket.setSoTimeout(20_000);
        String request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: " + connection + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static void readAnswer(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\nhalf and half")) {
            int next = socket.getInputStream().read();
            assertTrue(next >= 0, "closed too early");
            answer.append((char) next);
        }
    }
}
