package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.store.GroupCommit.Bounds;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GroupCommitTest {

    private final List<List<String>> batches = new ArrayList<>();
    private final List<Promise<List<String>>> answers = new ArrayList<>();
    private final GroupCommit<String, String> group =
            new GroupCommit<>(new Bounds(4, 100, 8, 200), item -> item, String::length, this::write);

    @Test
    void what_arrives_while_a_batch_is_written_goes_into_the_next_one() {
        Future<List<String>> first = group.submit(List.of("a"));
        Future<List<String>> second = group.submit(List.of("b", "c"));
        Future<List<String>> third = group.submit(List.of("d"));
        assertEquals(List.of(List.of("a")), batches);
        answer(0);
        assertEquals(List.of("A"), first.result());
        assertEquals(List.of("b", "c", "d"), batches.get(1));
        answer(1);
        assertEquals(List.of("B", "C"), second.result());
        assertEquals(List.of("D"), third.result());
    }

    @Test
    void equal_keys_never_share_a_batch() {
        group.submit(List.of("x")).onSuccess(written -> {});
        Future<List<String>> twins = group.submit(List.of("a", "a", "b"));
        answer(0);
        assertEquals(List.of("a", "b"), batches.get(1));
        answer(1);
        assertFalse(twins.isComplete());
        assertEquals(List.of("a"), batches.get(2));
        answer(2);
        assertEquals(List.of("A", "A", "B"), twins.result());
    }

    @Test
    void a_batch_is_bounded_by_count_and_by_bytes() {
        group.submit(List.of("x")).onSuccess(written -> {});
        group.submit(List.of("a", "b", "c", "d", "e", "f".repeat(99), "g")).onSuccess(written -> {});
        answer(0);
        assertEquals(List.of("a", "b", "c", "d"), batches.get(1));
        answer(1);
        assertEquals(List.of("e", "f".repeat(99)), batches.get(2));
        answer(2);
        assertEquals(List.of("g"), batches.get(3));
    }

    @Test
    void beyond_the_window_a_request_is_refused_whole_until_there_is_room() {
        Future<List<String>> eight = group.submit(List.of("1", "2", "3", "4", "5", "6", "7", "8"));
        Future<List<String>> ninth = group.submit(List.of("9"));
        assertEquals(FailureCode.BUSY, ((BusFailure) ninth.cause()).code());
        answer(0);
        assertFalse(group.submit(List.of("9")).failed());
        answer(1);
        assertTrue(eight.succeeded());
        assertTrue(group.submit(List.of("a".repeat(201))).failed());
    }

    @Test
    void a_batch_that_fails_fails_its_requests_and_the_next_one_goes_on() {
        Future<List<String>> first = group.submit(List.of("a"));
        Future<List<String>> second = group.submit(List.of("b"));
        answers.get(0).fail("broken");
        assertTrue(first.failed());
        answer(1);
        assertEquals(List.of("B"), second.result());
    }

    @Test
    void bisection_finds_the_one_item_at_fault_in_few_writes() {
        List<Integer> sizes = new ArrayList<>();
        Bisection<String, String> bisection = new Bisection<>(
                batch -> {
                    sizes.add(batch.size());
                    return batch.contains("bad")
                            ? Future.failedFuture(new DataFault("22021"))
                            : Future.succeededFuture(batch);
                },
                (item, fault) -> Future.succeededFuture("refused"));
        List<String> batch = List.of("a", "b", "c", "d", "e", "bad", "g", "h");
        assertEquals(
                List.of("a", "b", "c", "d", "e", "refused", "g", "h"),
                bisection.write(batch).result());
        assertEquals(List.of(8, 4, 4, 2, 1, 1, 2), sizes);
    }

    private Future<List<String>> write(List<String> batch) {
        batches.add(batch);
        Promise<List<String>> answer = Promise.promise();
        answers.add(answer);
        return answer.future();
    }

    private void answer(int batch) {
        answers.get(batch)
                .complete(batches.get(batch).stream()
                        .map(item -> item.toUpperCase(java.util.Locale.ROOT))
                        .toList());
    }
}
