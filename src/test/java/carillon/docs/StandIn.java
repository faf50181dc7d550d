package carillon.docs;

import carillon.e2e.LocalNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** Stands for the receivers of the reader, on http://127.0.0.1:9000 in the pages: it takes all, but for some paths. */
final class StandIn implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    StandIn() {
        server = LocalNode.await(
                vertx.createHttpServer().requestHandler(StandIn::answer).listen(0, "127.0.0.1"));
    }

    int port() {
        return server.actualPort();
    }

    private static void answer(HttpServerRequest request) {
        int status =
                switch (request.path()) {
                    case "/broken" -> 500;
                    case "/gone" -> 410;
                    default -> 200;
                };
        // Whoever sent it may have given up by now.
        request.response()
                .setStatusCode(status)
                .end(status == 500 ? "out of order" : "")
                .onFailure(gone -> {});
    }

    @Override
    public void close() {
        LocalNode.await(vertx.close());
    }
}
