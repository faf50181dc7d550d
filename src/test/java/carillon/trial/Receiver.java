package carillon.trial;

import carillon.time.Clock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import java.util.function.Function;

/** Where the webhooks arrive. */
public final class Receiver {

    private final Vertx vertx;
    private final Consumer<Delivery> arrivals;
    private final HttpServer server;

    private Receiver(Vertx vertx, Consumer<Delivery> arrivals, Function<Delivery, Workload.Reaction> reactions) {
        this.vertx = vertx;
        this.arrivals = arrivals;
        this.server = vertx.createHttpServer()
                // A node that is killed breaks its connections; that is no news here.
                .connectionHandler(connection -> connection.exceptionHandler(broken -> {}))
                .requestHandler(request -> receive(request, reactions));
    }

    /** Starts one on a free port, and tells the URL. */
    public static String start(
            Vertx vertx, Consumer<Delivery> arrivals, Function<Delivery, Workload.Reaction> reactions) {
        Receiver receiver = new Receiver(vertx, arrivals, reactions);
        HttpServer listening = Waiting.get(receiver.server.listen(0, "127.0.0.1"));
        return "http://127.0.0.1:" + listening.actualPort() + "/arrivals";
    }

    private void receive(HttpServerRequest request, Function<Delivery, Workload.Reaction> reactions) {
        Delivery delivery = Delivery.of(request.headers(), Clock.system().epochMillis());
        arrivals.accept(delivery);
        Workload.Reaction reaction = reactions.apply(delivery);
        vertx.timer(reaction.afterMillis())
                .compose(over ->
                        request.response().setStatusCode(reaction.status()).end())
                // The node that waited for it may be dead by now.
                .onFailure(gone -> request.connection().close().otherwiseEmpty().onComplete(closed -> {}));
    }
}
