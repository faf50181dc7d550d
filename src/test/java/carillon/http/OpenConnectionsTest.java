package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.e2e.Waiting;
import carillon.time.Clock;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Slow clients over real sockets. */
class OpenConnectionsTest {

    private static final String HEAD = "POST / HTTP/1.1\r\nHost: localhost\r\n";
    private static final int CONNECTIONS_MAX = 3;
    private static final int BYTES_TRICKLED_MAX = 2_000;

    private final Vertx vertx = Vertx.vertx();
    /** Set, and not over yet. */
    private final AtomicInteger timers = new AtomicInteger();

    private int port;

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_request_whose_headers_trickle_in_is_closed() throws IOException {
        start(300, 60_000, 60_000);
        try (Socket slow = connect(HEAD + "X-A: ")) {
            assertTrue(isClosedWhileTrickling(slow));
        }
    }

    @Test
    void a_request_whose_body_trickles_in_is_closed() throws IOException {
        start(60_000, 300, 60_000);
        try (Socket slow = connect(HEAD + "Content-Length: 100000\r\n\r\n")) {
            assertTrue(isClosedWhileTrickling(slow));
        }
    }

    @Test
    void a_second_request_that_trickles_in_is_closed() throws IOException {
        start(60_000, 60_000, 300);
        try (Socket slow = connect(HEAD + "Content-Length: 0\r\n\r\n")) {
            readAnswer(slow);
            send(slow, HEAD + "X-A: ");
            assertTrue(isClosedWhileTrickling(slow));
        }
    }

    @Test
    void no_timer_runs_while_none_is_open_and_who_comes_then_and_is_slow_is_closed_as_well() throws IOException {
        start(300, 60_000, 60_000);
        for (int i = 0; i < 2; i++) {
            try (Socket slow = connect(HEAD + "X-A: ")) {
                assertTrue(isClosedWhileTrickling(slow));
            }
            Waiting.until(() -> timers + " timers", () -> timers.get() == 0);
        }
    }

    @Test
    void who_asks_in_time_is_answered_again_and_again() throws IOException {
        start(60_000, 60_000, 60_000);
        try (Socket good = connect("")) {
            for (int i = 0; i < 3; i++) {
                send(good, HEAD + "Content-Length: 3\r\n\r\nabc");
                readAnswer(good);
            }
        }
    }

    @Test
    void one_connection_too_many_is_closed_and_a_free_place_is_given_again() throws IOException {
        start(60_000, 60_000, 60_000);
        String request = HEAD + "Content-Length: 0\r\n\r\n";
        Socket first = connect(request);
        readAnswer(first);
        for (int i = 1; i < CONNECTIONS_MAX; i++) {
            readAnswer(connect(request));
        }
        try (Socket excess = connect("")) {
            assertEquals(-1, excess.getInputStream().read());
        }
        first.close();
        boolean answered = false;
        for (int i = 0; i < BYTES_TRICKLED_MAX && !answered; i++) {
            try (Socket next = connect(request)) {
                answered = next.getInputStream().read() >= 0;
            } catch (SocketException reset) {
                answered = false;
            }
        }
        assertTrue(answered, "the place of a closed connection is free again");
    }

    private void start(long firstMillis, long bodyMillis, long nextMillis) {
        OpenConnections connections = new OpenConnections(
                countingTimers(),
                Clock.system(),
                new OpenConnections.Limits(CONNECTIONS_MAX, firstMillis, bodyMillis, nextMillis, 50));
        Router router = Router.router(vertx);
        router.route().handler(connections);
        router.route().handler(request -> request.request().end().onSuccess(read -> request.end("ok")));
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .connectionHandler(connections::open)
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        port = server.actualPort();
    }

    @SuppressWarnings("unchecked") // It is what setTimer takes.
    private Vertx countingTimers() {
        return (Vertx) Proxy.newProxyInstance(
                OpenConnectionsTest.class.getClassLoader(),
                new Class<?>[] {Vertx.class},
                (proxy, method, arguments) -> {
                    assertEquals("setTimer", method.getName());
                    timers.incrementAndGet();
                    Handler<Long> handler = (Handler<Long>) arguments[1];
                    return vertx.setTimer((long) arguments[0], id -> {
                        handler.handle(id);
                        timers.decrementAndGet();
                    });
                });
    }

    private Socket connect(String beginning) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        send(socket, beginning);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Sends a byte every 20 ms at most, and looks whether the server has had enough. */
    private static boolean isClosedWhileTrickling(Socket socket) throws IOException {
        socket.setSoTimeout(20);
        for (int i = 0; i < BYTES_TRICKLED_MAX; i++) {
            try {
                send(socket, "a");
                if (socket.getInputStream().read() < 0) {
                    return true;
                }
            } catch (SocketTimeoutException open) {
                continue;
            } catch (SocketException closed) {
                return true;
            }
        }
        return false;
    }

    private static void readAnswer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\nok")) {
            int next = in.read();
            assertTrue(next >= 0, "closed too early");
            answer.append((char) next);
        }
    }
}
