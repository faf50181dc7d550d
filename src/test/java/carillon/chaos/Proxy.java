package carillon.chaos;

import carillon.trial.Waiting;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A TCP proxy on loopback that can be told to break. To be told by one thread, which is no event loop. */
final class Proxy {

    private static final String LOOPBACK = "127.0.0.1";
    /** Of so many statements one is the last on its link, while links are cut there. */
    private static final int STATEMENTS_A_CUT = 5;

    private final Context context;
    private final NetClient client;
    private final int targetPort;
    private final Set<Link> links = new HashSet<>();
    private Mode mode = Mode.PASS;
    private int statements;

    private Proxy(Vertx vertx, int targetPort) {
        this.context = vertx.getOrCreateContext();
        this.client = vertx.createNetClient();
        this.targetPort = targetPort;
    }

    /** Starts one between two ports; it lives as long as the Vert.x. */
    static Proxy start(Vertx vertx, int port, int targetPort) {
        Proxy proxy = new Proxy(vertx, targetPort);
        NetServer server = vertx.createNetServer().connectHandler(proxy::accept);
        Waiting.get(proxy.onLoop(() -> server.listen(port, LOOPBACK)));
        return proxy;
    }

    /** Changes what happens to all bytes, also to those of links that are open. */
    void turn(Mode next) {
        Waiting.get(onLoop(() -> {
            mode = next;
            List.copyOf(links).forEach(link -> link.turn(next));
            return Future.succeededFuture();
        }));
    }

    /** Lets all pass again, but not on the links of which anything is held: they stay dumb until {@link #clear}. */
    void forget() {
        onEachLink(Link::lose);
        turn(Mode.PASS);
    }

    /** Breaks off what {@link #forget} left behind. */
    void clear() {
        onEachLink(Link::closeIfLost);
    }

    private void onEachLink(Consumer<Link> change) {
        Waiting.get(onLoop(() -> {
            List.copyOf(links).forEach(change);
            return Future.succeededFuture();
        }));
    }

    private void accept(NetSocket accepted) {
        if (mode == Mode.CUT) {
            accepted.close().onFailure(gone -> {});
            return;
        }
        accepted.pause();
        client.connect(targetPort, LOOPBACK)
                .onFailure(refused -> accepted.close().onFailure(gone -> {}))
                .onSuccess(server -> {
                    Link link = new Link(accepted, server, () -> ++statements % STATEMENTS_A_CUT == 0);
                    links.add(link);
                    link.open(() -> links.remove(link));
                    link.turn(mode);
                });
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(now -> work.get().onComplete(done));
        return done.future();
    }
}
