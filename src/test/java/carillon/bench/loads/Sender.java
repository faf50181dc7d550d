package carillon.bench.loads;

import carillon.time.Clock;
import carillon.trial.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Creates tasks that are due at once, one a request, at instants that are as far from each other as the rate says,
 * whether or not those before were answered. The payload of each is the instant at which it was sent: before it waited
 * for a connection, if it had to.
 */
final class Sender {

    private static final int CONNECTIONS = 128;
    private static final long CONNECTION_SECONDS_MAX = 30;
    private static final String CREATED = "HTTP/1.1 201";
    private static final Clock CLOCK = Clock.system();

    /** By how much requests were sent after their instants, and how long their answers took. */
    final Histogram lateSends = new Histogram();

    final Histogram answers = new Histogram();

    private final BlockingQueue<Connection> free = new ArrayBlockingQueue<>(CONNECTIONS);
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong waited = new AtomicLong();
    /** Kept, for Vert.x closes the connections of a client that nobody refers to any more. */
    private final NetClient client;

    private final String head;

    Sender(Vertx vertx, int port) {
        head = "POST /tasks HTTP/1.1\r\nhost: 127.0.0.1:" + port + "\r\ncontent-type: application/json\r\n";
        client = vertx.createNetClient();
        for (int i = 0; i < CONNECTIONS; i++) {
            free.add(new Connection(Waiting.get(client.connect(port, "127.0.0.1"))));
        }
    }

    /** A connection, which is used by one request after the other. */
    private final class Connection {

        private final NetSocket socket;
        private volatile long sentMicros;
        private volatile boolean counts;

        Connection(NetSocket socket) {
            this.socket = socket;
            socket.handler(new Messages(this::answered));
        }

        void send(long micros, boolean isCounted) {
            sentMicros = micros;
            counts = isCounted;
            String body = "{\"delay\":\"PT0S\",\"action\":\"" + Probe.ACTION + "\",\"payload\":" + micros + "}";
            // A connection that breaks is not answered, and so missed in the end.
            socket.write(head + "content-length: " + body.length() + "\r\n\r\n" + body)
                    .onFailure(gone -> {});
        }

        private void answered(String line) {
            if (counts) {
                answers.add(Wall.micros() - sentMicros);
            }
            accepted.addAndGet(line.startsWith(CREATED) ? 1 : 0);
            answered.incrementAndGet();
            free.add(this);
        }
    }

    /** Sends so many, and returns when the last is sent. Those from the first one to be counted on are. */
    void send(long count, int perSecond, long firstCounted) throws InterruptedException {
        long start = CLOCK.nanoTime();
        for (long number = 0; number < count; number++) {
            long instant = start + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
            for (long left = instant - CLOCK.nanoTime(); left > 0; left = instant - CLOCK.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            long micros = Wall.micros();
            if (number >= firstCounted) {
                lateSends.add(TimeUnit.NANOSECONDS.toMicros(CLOCK.nanoTime() - instant));
            }
            connection().send(micros, number >= firstCounted);
        }
    }

    private Connection connection() throws InterruptedException {
        Connection connection = free.poll();
        if (connection == null) {
            waited.incrementAndGet();
            connection = free.poll(CONNECTION_SECONDS_MAX, TimeUnit.SECONDS);
        }
        if (connection == null) {
            throw new IllegalStateException(CONNECTIONS + " requests had no answer for a long time");
        }
        return connection;
    }

    long accepted() {
        return accepted.get();
    }

    long answered() {
        return answered.get();
    }

    /** How many requests found no connection free. */
    long waited() {
        return waited.get();
    }
}
