package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.AttemptResult;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.TimerMessage.Attempted;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private final TestClock clock = new TestClock();
    private final Queue<Runnable> nextTurn = new ArrayDeque<>();
    private final Map<String, List<Attempted>> sent = new LinkedHashMap<>();
    private final Results results = new Results(clock, nextTurn::add, this::send);

    private Future<Void> sending = Future.succeededFuture();

    @Test
    void what_ends_in_one_turn_goes_out_together_to_each_owner() {
        add("a", "t1");
        add("b", "t2");
        add("a", "t3");
        assertTrue(sent.isEmpty());
        assertEquals(1, nextTurn.size());

        nextTurn.remove().run();

        assertEquals(List.of("t1", "t3"), idsSentTo("a"));
        assertEquals(List.of("t2"), idsSentTo("b"));
        add("a", "t4");
        assertEquals(1, nextTurn.size(), "the next one starts a new batch");
    }

    @Test
    void a_result_says_how_long_ago_its_attempt_started_and_ended() {
        long started = clock.nanoTime();
        clock.advance(70);
        results.add("a", Orders.call("t", "h"), started, new Succeeded());
        clock.advance(5);

        results.flush();

        AttemptResult result =
                sent.values().iterator().next().getFirst().results().getFirst();
        assertEquals(75, result.startedNanosAgo());
        assertEquals(5, result.finishedNanosAgo());
        assertEquals(7, result.shard());
        assertEquals(3, result.term());
        assertEquals(1, result.attempt());
    }

    @Test
    void large_batches_are_split() {
        for (int i = 0; i < Results.BATCH_MAX + 1; i++) {
            add("a", "t" + i);
        }

        results.flush();

        assertEquals(
                List.of(Results.BATCH_MAX, 1),
                sent.values().iterator().next().stream()
                        .map(b -> b.results().size())
                        .toList());
    }

    @Test
    void what_was_sent_to_an_owner_has_left_when_the_last_batch_has() {
        assertTrue(results.left("a").succeeded());
        Promise<Void> leaving = Promise.promise();
        sending = leaving.future();
        add("a", "t1");
        results.flush();
        assertFalse(results.left("a").isComplete());
        assertTrue(results.left("b").succeeded());
        assertTrue(results.left(null).succeeded(), "an owner that does not say who it is");
        leaving.complete();
        assertTrue(results.left("a").succeeded());
    }

    private void add(String owner, String id) {
        results.add(owner, Orders.call(id, "h"), clock.nanoTime(), new Succeeded());
    }

    private List<String> idsSentTo(String owner) {
        return sent.getOrDefault(owner, List.of()).stream()
                .flatMap(batch -> batch.results().stream())
                .map(result -> result.occurrence().id())
                .toList();
    }

    private Future<Void> send(String owner, Attempted batch) {
        sent.computeIfAbsent(owner, o -> new ArrayList<>()).add(batch);
        return sending;
    }
}
