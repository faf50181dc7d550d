package carillon.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.e2e.Ports;
import carillon.trial.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String EXECUTE_AND_SYNC = "E\0\0\0\11\0\0\0\0\0S\0\0\0\4";

    private final Vertx vertx = Vertx.vertx();
    private final Buffer heard = Buffer.buffer();
    private final List<Integer> ports = Ports.free(2);
    private final Proxy proxy = Proxy.start(vertx, ports.get(0), ports.get(1));

    @BeforeEach
    void start_an_echo() {
        Waiting.get(vertx.createNetServer()
                .connectHandler(socket -> socket.handler(bytes -> {
                    append(heard, bytes);
                    socket.write(bytes).onFailure(gone -> {});
                }))
                .listen(ports.get(1), "127.0.0.1"));
    }

    @AfterEach
    void close() {
        Waiting.get(vertx.close());
    }

    @Test
    void what_is_sent_passes_both_ways() {
        Caller caller = new Caller();
        caller.send("a");
        caller.awaitAnswer("a");
    }

    @Test
    void what_is_held_on_its_way_up_arrives_when_all_passes_again() {
        Caller caller = new Caller();
        caller.send("a");
        caller.awaitAnswer("a");
        proxy.turn(Mode.HOLD_UP);
        caller.send("b");
        proxy.turn(Mode.PASS);
        caller.awaitAnswer("ab");
    }

    @Test
    void what_is_held_on_its_way_down_was_heard() {
        Caller caller = new Caller();
        caller.send("a");
        caller.awaitAnswer("a");
        proxy.turn(Mode.HOLD_DOWN);
        caller.send("b");
        await(() -> text(heard).equals("ab"));
        assertEquals("a", text(caller.answered));
        proxy.turn(Mode.PASS);
        caller.awaitAnswer("ab");
    }

    @Test
    void a_forgotten_link_stays_dumb_and_a_new_one_does_not() {
        Caller old = new Caller();
        old.send("a");
        old.awaitAnswer("a");
        proxy.turn(Mode.HOLD);
        proxy.forget();
        old.send("b");
        Caller young = new Caller();
        young.send("c");
        young.awaitAnswer("c");
        assertEquals("ac", text(heard));
        assertFalse(old.closed);
        proxy.clear();
        await(() -> old.closed);
        assertFalse(young.closed);
    }

    @Test
    void a_cut_closes_the_links_that_are_there_and_those_that_come() {
        Caller old = new Caller();
        old.send("a");
        old.awaitAnswer("a");
        proxy.turn(Mode.CUT);
        await(() -> old.closed);
        Caller young = new Caller();
        await(() -> young.closed);
    }

    @Test
    void a_statement_is_heard_and_its_answer_is_not() {
        for (Mode mode : List.of(Mode.CUT_BEHIND_STATEMENT, Mode.CUT_BEFORE_ANSWER)) {
            proxy.turn(mode);
            Caller caller = new Caller();
            int before = heard.length();
            for (int i = 0; i < 5; i++) {
                String answered = EXECUTE_AND_SYNC.repeat(i);
                caller.awaitAnswer(answered);
                caller.send(EXECUTE_AND_SYNC);
            }
            await(() -> caller.closed);
            assertEquals(EXECUTE_AND_SYNC.repeat(4), text(caller.answered));
            await(() -> heard.length() - before == 5 * EXECUTE_AND_SYNC.length());
        }
    }

    @Test
    void a_statement_that_may_commit_is_seen() {
        assertTrue(Statements.mayCommit(Buffer.buffer(EXECUTE_AND_SYNC)));
        assertTrue(Statements.mayCommit(Buffer.buffer("B\0\0\0\5xE\0\0\0\11\0\0\0\0\0")));
        assertTrue(Statements.mayCommit(Buffer.buffer("Q\0\0\0\13COMMIT\0")));
        assertFalse(Statements.mayCommit(Buffer.buffer("Q\0\0\0\12BEGIN\0")));
        assertFalse(Statements.mayCommit(Buffer.buffer("P\0\0\0\5xS\0\0\0\4")));
        assertFalse(Statements.mayCommit(Buffer.buffer("the rest of a payload with an E in it")));
    }

    private static void await(BooleanSupplier condition) {
        assertTrue(Waiting.until(condition, LIMIT), "not in time");
    }

    private static String text(Buffer buffer) {
        synchronized (buffer) {
            return buffer.toString();
        }
    }

    private static void append(Buffer buffer, Buffer more) {
        synchronized (buffer) {
            buffer.appendBuffer(more);
        }
    }

    /** A connection through the proxy. */
    private final class Caller {

        private final Buffer answered = Buffer.buffer();
        private final NetSocket socket;
        private volatile boolean closed;

        Caller() {
            socket = Waiting.get(
                    vertx.createNetClient().connect(ports.get(0), "127.0.0.1").map(connected -> connected
                            .handler(bytes -> append(answered, bytes))
                            .closeHandler(gone -> closed = true)));
        }

        void send(String text) {
            socket.write(text).onFailure(gone -> {});
        }

        void awaitAnswer(String text) {
            await(() -> text(answered).equals(text));
        }
    }
}
