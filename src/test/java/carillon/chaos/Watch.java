package carillon.chaos;

import carillon.trial.Api;
import carillon.trial.Delivery;
import carillon.trial.Node;
import carillon.trial.Receiver;
import carillon.trial.StaleWrites;
import carillon.trial.Waiting;
import carillon.trial.Workload;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;

/** What stands outside the nodes of a stage: the receiver of their webhooks and a client of their API. */
final class Watch implements AutoCloseable {

    private static final Sink NOBODY = new Sink(delivery -> {}, new Workload(0, "", ""));

    private final Vertx vertx = Vertx.vertx();
    private final Api api = new Api(vertx);
    private final StaleWrites staleWrites = new StaleWrites(api);
    private final String url;
    private volatile Sink sink = NOBODY;

    private record Sink(Consumer<Delivery> arrivals, Workload workload) {}

    Watch() {
        url = Receiver.start(
                vertx, delivery -> sink.arrivals.accept(delivery), delivery -> sink.workload.reactionTo(delivery));
    }

    /** From now on what arrives belongs to a run. */
    void handTo(Consumer<Delivery> arrivals, Workload workload) {
        sink = new Sink(arrivals, workload);
    }

    void follow(List<Node> nodes) {
        staleWrites.follow(vertx, nodes);
    }

    Vertx vertx() {
        return vertx;
    }

    Api api() {
        return api;
    }

    StaleWrites staleWrites() {
        return staleWrites;
    }

    /** Where webhooks are received. */
    String url() {
        return url;
    }

    @Override
    public void close() {
        Waiting.get(vertx.close());
    }
}
