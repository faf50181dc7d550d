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
import java.util.Collections;
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
    void what_waits_behind_an_equal_key_takes_no_room_in_the_batch() {
        group.submit(List.of("x")).onSuccess(written -> {});
        String large = "a".repeat(60);
        group.submit(List.of(large, large, "b", large, "c")).onSuccess(written -> {});
        answer(0);
        assertEquals(List.of(large, "b", "c"), batches.get(1));
    }

    @Test
    void items_of_one_key_are_written_in_their_order_whatever_comes_between() {
        GroupCommit<String, String> byInitial =
                new GroupCommit<>(new Bounds(2, 100, 20, 200), item -> item.substring(0, 1), item -> 1, this::write);
        Future<List<String>> first = byInitial.submit(List.of("a1", "a2", "b1", "a3"));
        Future<List<String>> second = byInitial.submit(List.of("a4", "c1", "b2"));
        for (int i = 0; i < 4; i++) {
            answer(i);
        }
        assertEquals(List.of(List.of("a1", "b1"), List.of("a2", "c1"), List.of("a3", "b2"), List.of("a4")), batches);
        assertEquals(List.of("A1", "A2", "B1", "A3"), first.result());
        assertEquals(List.of("A4", "C1", "B2"), second.result());
    }

    @Test
    void many_items_of_one_key_cost_no_more_each_than_few() {
        int items = 1_000;
        int[] looks = new int[1];
        GroupCommit<String, String> counted = new GroupCommit<>(
                new Bounds(100, 1_000_000, items, 1_000_000),
                item -> {
                    looks[0]++;
                    return item;
                },
                String::length,
                this::write);
        Future<List<String>> all = counted.submit(Collections.nCopies(items, "a"));
        for (int i = 0; i < items; i++) {
            answer(i);
        }
        assertTrue(all.succeeded());
        assertEquals(items, batches.size());
        assertTrue(looks[0] <= 4 * items, () -> looks[0] + " looks at keys");
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
