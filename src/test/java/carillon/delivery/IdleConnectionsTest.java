package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdleConnectionsTest {

    private static final int MAX = 2;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final TestClock clock = new TestClock();
    private final BlockingQueue<Integer> ends = new LinkedBlockingQueue<>();
    private final IdleConnections idle = new IdleConnections(clock, MAX);
    private NetServer server;

    @BeforeEach
    void start() {
        server = vertx.createNetServer()
                .connectHandler(socket -> socket.closeHandler(
                        closed -> ends.add(socket.remoteAddress().port())));
        Waiting.await(server.listen(0, "127.0.0.1"));
    }

    @AfterEach
    void close() {
        Waiting.await(vertx.close());
    }

    @Test
    void the_most_recently_used_is_taken_first_and_once() {
        Connection first = added("a");
        Connection second = added("a");

        assertNull(taken("b"));
        assertSame(second, taken("a"));
        assertSame(first, taken("a"));
        assertNull(taken("a"));
    }

    @Test
    void of_one_too_many_the_longest_idle_is_closed() {
        Connection first = added("a");
        Connection second = added("b");
        assertSame(first, taken("a"));
        run(() -> {
            idle.add(first);
            return first;
        });

        Connection third = added("a");
        Waiting.take(ends, "none was closed");

        assertNull(taken("b"));
        assertEquals(0, second.keepMillis());
        assertSame(third, taken("a"));
        assertSame(first, taken("a"));
    }

    @Test
    void those_whose_time_is_over_are_closed_and_make_room() {
        added("a");
        clock.advance(TimeUnit.MILLISECONDS.toNanos(KeepAlive.MILLIS_MAX));
        Connection second = added("b");

        run(() -> {
            idle.sweep();
            return second;
        });
        Waiting.take(ends, "none was closed");
        Connection third = added("c");

        assertNull(taken("a"));
        assertSame(second, taken("b"));
        assertSame(third, taken("c"));
    }

    @Test
    void one_that_was_closed_leaves_its_room_to_another() {
        Connection first = added("a");
        Connection second = added("b");
        run(() -> {
            first.drop();
            return first;
        });

        added("c");

        assertSame(second, taken("b"));
        assertNotNull(taken("c"));
    }

    private Connection added(String host) {
        Promise<Connection> made = Promise.promise();
        loop.runOnContext(now -> vertx.createNetClient()
                .connect(server.actualPort(), "127.0.0.1")
                .map(socket -> Connection.over((NetSocketInternal) socket, endpoint(host), idle::remove))
                .onSuccess(idle::add)
                .onComplete(made));
        return Waiting.await(made.future());
    }

    private Connection taken(String host) {
        return run(() -> idle.take(endpoint(host)));
    }

    private <T> T run(Supplier<T> step) {
        Promise<T> done = Promise.promise();
        loop.runOnContext(now -> done.complete(step.get()));
        return Waiting.await(done.future());
    }

    private Endpoint endpoint(String host) {
        return new Endpoint(false, host, server.actualPort(), "127.0.0.1");
    }
}
