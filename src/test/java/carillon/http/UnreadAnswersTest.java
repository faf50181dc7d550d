package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams with long answers, to clients that send all before they read. */
class UnreadAnswersTest {

    private static final int CLIENTS = 6;
    private static final int LINES = 300;
    private static final int LINES_UNDER_WAY_MAX = 10;
    private static final Buffer ANSWER = Buffer.buffer("a".repeat(64 * 1024));
    /** So that little of what is not read is with the client. */
    private static final int RECEIVE_BYTES = 16 * 1024;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = vertx.createHttpServer();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void start() throws Exception {
        server.connectionHandler(Bursts::gather);
        server.requestHandler(request -> {
            Context context = vertx.getOrCreateContext();
            new LineStream(request, context, LINES_UNDER_WAY_MAX, (number, line) -> Future.succeededFuture(ANSWER))
                    .run()
                    .onComplete(ended -> {});
        });
        server.listen(0, "localhost").await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        senders.shutdownNow();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void many_streams_that_nobody_reads_have_a_bound_together_and_all_go_on_when_they_are_read() throws IOException {
        UnreadAnswers unread = UnreadAnswers.of(vertx);
        List<Socket> sockets = new ArrayList<>();
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Socket socket = connect();
            sockets.add(socket);
            sent.add(CompletableFuture.runAsync(() -> send(socket, LINES), senders));
        }
        while (!unread.isFull()) {
            Thread.onSpinWait();
        }
        try (Socket small = connect()) {
            send(small, 3);
            assertEquals(3, answers(small), "who reads is served beside them");
        }
        long held = unread.bytes();
        assertTrue(held < CLIENTS * HttpLimits.LINE_ANSWER_BYTES_MAX / 2, () -> held + " bytes unread");
        for (Socket each : sockets) {
            assertEquals(LINES, answers(each));
            each.close();
        }
        sent.forEach(CompletableFuture::join);
        while (unread.bytes() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_client_that_leaves_gives_back_what_it_had_not_read() throws IOException {
        UnreadAnswers unread = UnreadAnswers.of(vertx);
        try (Socket socket = connect()) {
            CompletableFuture.runAsync(() -> send(socket, LINES), senders)
                    .exceptionally(broken -> null)
                    .isDone();
            while (unread.bytes() < HttpLimits.LINE_ANSWER_SHARE_BYTES) {
                Thread.onSpinWait();
            }
        }
        while (unread.bytes() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_stream_goes_on_that_stops_while_room_comes_for_all_streams() throws Exception {
        UnreadAnswers unread = UnreadAnswers.of(vertx);
        unread.add(HttpLimits.NODE_ANSWER_BYTES_MAX);
        AtomicLong heldByOthers = new AtomicLong(HttpLimits.NODE_ANSWER_BYTES_MAX);
        CountDownLatch served = new CountDownLatch(LINES / 2);
        HttpServer roomyServer = vertx.createHttpServer()
                .connectionHandler(Bursts::gather)
                .requestHandler(request -> {
                    HttpServerRequest roomy = whenPaused(request, () -> unread.add(-heldByOthers.getAndSet(0)));
                    new LineStream(roomy, vertx.getOrCreateContext(), Integer.MAX_VALUE, (number, line) -> {
                                served.countDown();
                                return Future.succeededFuture(ANSWER);
                            })
                            .run()
                            .onComplete(ended -> {});
                });
        roomyServer.listen(0, "localhost").await(10, TimeUnit.SECONDS);
        try (Socket socket = connect(roomyServer)) {
            // So long that a turn of the loop, of whose lines the answers are counted at its end, reads few of them.
            CompletableFuture.runAsync(() -> send(socket, LINES / 2, ANSWER.length()), senders)
                    .exceptionally(broken -> null)
                    .isDone();
            assertTrue(served.await(30, TimeUnit.SECONDS), () -> served.getCount() + " lines were not read");
            assertEquals(0, heldByOthers.get(), "the stream never stopped");
        }
    }

    /** A request that does something more at the moment when it is paused. */
    private static HttpServerRequest whenPaused(HttpServerRequest request, Runnable meanwhile) {
        return (HttpServerRequest) Proxy.newProxyInstance(
                UnreadAnswersTest.class.getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("pause")) {
                        meanwhile.run();
                    }
                    return method.invoke(request, arguments);
                });
    }

    private Socket connect() throws IOException {
        return connect(server);
    }

    private static Socket connect(HttpServer server) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BYTES);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress("localhost", server.actualPort()));
        return socket;
    }

    private static void send(Socket socket, int count) {
        send(socket, count, 8 * 1024);
    }

    private static void send(Socket socket, int count, int length) {
        String line = " ".repeat(length) + "x\n";
        String head = "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                + count * line.length() + "\r\n\r\n";
        try {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(line.repeat(count).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static long answers(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.endsWith("aaa"))
                .count();
    }
}
