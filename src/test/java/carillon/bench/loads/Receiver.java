package carillon.bench.loads;

import carillon.trial.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Instant;
import java.util.BitSet;

/** Answers each webhook by 204 at once, and notes which arrived, and how late; their paths say when they were due. */
final class Receiver {

    private static final int BACKLOG = 1_024;
    private static final Buffer NO_CONTENT = Buffer.buffer("HTTP/1.1 204 No Content\r\n\r\n");

    private final int port;
    private final BitSet arrived = new BitSet();
    private Windows windows = Windows.NONE;
    private long arrivals;

    Receiver(Vertx vertx) {
        NetServer server = vertx.createNetServer(
                        new NetServerOptions().setAcceptBacklog(BACKLOG).setTcpNoDelay(true))
                .connectHandler(this::serve);
        port = Waiting.get(server.listen(0, "127.0.0.1")).actualPort();
    }

    private void serve(NetSocket socket) {
        socket.exceptionHandler(broken -> {});
        socket.handler(new Messages(line -> {
            receive(line);
            socket.write(NO_CONTENT).onFailure(gone -> {});
        }));
    }

    private synchronized void receive(String line) {
        // POST /DUE/NUMBER HTTP/1.1
        String[] path = line.split(" ")[1].split("/");
        windows.add(Long.parseLong(path[1]) * 1_000, Wall.micros());
        arrived.set(Integer.parseInt(path[2]));
        arrivals++;
    }

    /** The line that creates a webhook to here. */
    String line(long number, long dueMillis) {
        String url = "http://127.0.0.1:" + port + "/" + dueMillis + "/" + number;
        return "{\"at\":\"" + Instant.ofEpochMilli(dueMillis) + "\",\"action\":{\"http\":{\"url\":\"" + url + "\"}}}\n";
    }

    /** Begins to keep the lateness of what is due from one instant to another. */
    synchronized void record(long fromMillis, long millis) {
        windows = new Windows(fromMillis * 1_000, millis * 1_000, 1);
    }

    synchronized Histogram lateness() {
        return windows.get(0);
    }

    /** How many of them arrived. */
    synchronized long tasks() {
        return arrived.cardinality();
    }

    /** How many arrivals there were, those included that were not the first of their task. */
    synchronized long arrivals() {
        return arrivals;
    }
}
