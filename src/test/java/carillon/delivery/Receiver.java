package carillon.delivery;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** An HTTP server that keeps what it gets, and counts how much of it is under way at once. */
final class Receiver {

    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger underWayMax = new AtomicInteger();
    private final HttpServer server;

    private Receiver(HttpServer server) {
        this.server = server;
    }

    /** What arrived; {@code request} is still to be answered unless the server was told to answer by itself. */
    record Arrival(String method, String uri, Map<String, String> headers, String body, HttpServerRequest request) {
        String header(String name) {
            return String.valueOf(headers.get(name));
        }
    }

    /** A server on a free port of 127.0.0.1 that does with every request what it is told. */
    static Receiver start(Vertx vertx, HttpServerOptions options, Consumer<HttpServerRequest> answer) {
        return listen(vertx, options.setHost("127.0.0.1").setPort(0), answer);
    }

    /** A server at an address and port. */
    static Receiver startAt(Vertx vertx, String host, int port, Consumer<HttpServerRequest> answer) {
        return listen(vertx, new HttpServerOptions().setHost(host).setPort(port), answer);
    }

    private static Receiver listen(Vertx vertx, HttpServerOptions options, Consumer<HttpServerRequest> answer) {
        Receiver receiver = new Receiver(vertx.createHttpServer(options));
        receiver.server.connectionHandler(connection -> receiver.connections.incrementAndGet());
        receiver.server.requestHandler(request -> receiver.take(request, answer));
        Waiting.await(receiver.server.listen());
        return receiver;
    }

    /** A server that answers with a status and an empty body. */
    static Receiver answering(Vertx vertx, int status) {
        return start(vertx, new HttpServerOptions(), request -> reply(request, status, ""));
    }

    /** A server that leaves the answers to the test. */
    static Receiver silent(Vertx vertx) {
        return start(vertx, new HttpServerOptions(), request -> {});
    }

    static void reply(HttpServerRequest request, int status, String body) {
        request.response().setStatusCode(status).end(body).onFailure(gone -> {
            // The sender gave up; that is for the test to see on its side.
        });
    }

    void stop() {
        Waiting.await(server.close());
    }

    int port() {
        return server.actualPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/hook?a=1";
    }

    Arrival next() {
        return Waiting.take(arrivals, "no request arrived");
    }

    List<Arrival> next(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }

    int requests() {
        return requests.get();
    }

    int connections() {
        return connections.get();
    }

    int underWayMax() {
        return underWayMax.get();
    }

    private void take(HttpServerRequest request, Consumer<HttpServerRequest> answer) {
        requests.incrementAndGet();
        underWayMax.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        request.response().endHandler(end -> underWay.decrementAndGet());
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
        request.body().map(Buffer::toString).onSuccess(body -> {
            arrivals.add(new Arrival(request.method().name(), request.uri(), headers, body, request));
            answer.accept(request);
        });
    }
}
