package carillon.chaos;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.function.BooleanSupplier;

/** Two sockets and the bytes between them. For use on their event loop. */
final class Link {

    private final NetSocket client;
    private final NetSocket server;
    private final BooleanSupplier cutNow;
    private Mode mode = Mode.PASS;
    private boolean doomed;
    private boolean lost;

    /** @param cutNow asked at each statement, while links are cut there */
    Link(NetSocket client, NetSocket server, BooleanSupplier cutNow) {
        this.client = client;
        this.server = server;
        this.cutNow = cutNow;
    }

    /** Passes bytes on until either end closes. */
    void open(Runnable closed) {
        client.exceptionHandler(broken -> {}).handler(this::up).closeHandler(gone -> {
            close();
            closed.run();
        });
        server.exceptionHandler(broken -> {}).handler(this::down).closeHandler(gone -> close());
    }

    void turn(Mode next) {
        if (lost) {
            return;
        }
        mode = next;
        if (next == Mode.CUT) {
            close();
            return;
        }
        flow(client, next.passesUp());
        flow(server, next.passesDown());
    }

    /** What is under way on it stays so, whatever its proxy does from now on, as when a firewall forgot it. */
    void lose() {
        if (!mode.passesUp() || !mode.passesDown()) {
            lost = true;
        }
    }

    void closeIfLost() {
        if (lost) {
            close();
        }
    }

    void close() {
        // What is paused does not see its end.
        client.resume();
        server.resume();
        client.close().onFailure(gone -> {});
        server.close().onFailure(gone -> {});
    }

    private void up(Buffer bytes) {
        server.write(bytes).onFailure(gone -> {});
        if (mode.cutsAtStatements() && !doomed && Statements.mayCommit(bytes) && cutNow.getAsBoolean()) {
            doomed = true;
            if (mode == Mode.CUT_BEHIND_STATEMENT) {
                close();
            }
        }
    }

    private void down(Buffer bytes) {
        if (doomed) {
            close();
        } else {
            client.write(bytes).onFailure(gone -> {});
        }
    }

    private static void flow(NetSocket socket, boolean flows) {
        if (flows) {
            socket.resume();
        } else {
            socket.pause();
        }
    }
}
