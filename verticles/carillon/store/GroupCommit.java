package carillon.store;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Collects what arrives while a batch is being written, and writes it as the next one: under load the batches grow by
 * themselves, and without load nothing waits.
 *
 * <p>Items with equal keys never share a batch; the later one waits for the next. What is collected is bounded by count
 * and by bytes; beyond that a request is refused whole.
 *
 * <p>For use on one event loop.
 */
final class GroupCommit<T, R> {

    /** Writes a batch, and answers one result an item, in order. */
    @FunctionalInterface
    interface Writer<T, R> {
        Future<List<R>> write(List<T> batch);
    }

    /** The bounds of a batch, and of all that was taken in and is not yet answered. */
    record Bounds(int batchItemsMax, long batchBytesMax, int windowItemsMax, long windowBytesMax) {}

    private final Bounds bounds;
    private final Function<T, String> key;
    private final ToLongFunction<T> bytes;
    private final Writer<T, R> writer;
    private final Deque<Entry<T, R>> waiting = new ArrayDeque<>();
    /** By key what a batch came upon behind an equal key: each is passed once, and not again for every batch. */
    private final Map<String, Deque<Entry<T, R>>> followers = new HashMap<>();

    private int windowItems;
    private long windowBytes;
    private boolean writing;

    GroupCommit(Bounds bounds, Function<T, String> key, ToLongFunction<T> bytes, Writer<T, R> writer) {
        this.bounds = bounds;
        this.key = key;
        this.bytes = bytes;
        this.writer = writer;
    }

    /** Takes items in; answered when all of them are written, or with the first failure once all are over. */
    Future<List<R>> submit(List<T> items) {
        if (items.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        long size = items.stream().mapToLong(bytes).sum();
        if (!hasRoom(items.size(), size)) {
            return Future.failedFuture(new BusFailure(
                    FailureCode.BUSY, windowItems + " items of " + windowBytes + " bytes wait to be written"));
        }
        windowItems += items.size();
        windowBytes += size;
        Collected<R> collected = new Collected<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            waiting.add(new Entry<>(items.get(i), collected, i));
        }
        if (!writing) {
            writeNext();
        }
        return collected.promise.future();
    }

    /** Whether it would take in so much. */
    boolean hasRoom(int items, long size) {
        return windowItems + items <= bounds.windowItemsMax && windowBytes + size <= bounds.windowBytesMax;
    }

    private void writeNext() {
        List<Entry<T, R>> batch = takeBatch();
        writing = !batch.isEmpty();
        if (writing) {
            write(batch.stream().map(Entry::item).toList()).onComplete((results, failure) -> {
                batch.forEach(this::leave);
                // The database works at the next batch while the answers of this one go out.
                writeNext();
                for (int i = 0; i < batch.size(); i++) {
                    Entry<T, R> entry = batch.get(i);
                    entry.collected.settle(entry.index, results == null ? null : results.get(i), failure);
                }
            });
        }
    }

    private void leave(Entry<T, R> entry) {
        windowItems--;
        windowBytes -= bytes.applyAsLong(entry.item);
    }

    private List<Entry<T, R>> takeBatch() {
        List<Entry<T, R>> batch = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        long size = 0;
        while (batch.size() < bounds.batchItemsMax && !waiting.isEmpty()) {
            Entry<T, R> entry = waiting.element();
            String name = key.apply(entry.item);
            if (keys.add(name)) {
                size += bytes.applyAsLong(entry.item);
                if (size > bounds.batchBytesMax && !batch.isEmpty()) {
                    break;
                }
                batch.add(waiting.remove());
            } else {
                followers.computeIfAbsent(name, leader -> new ArrayDeque<>()).add(waiting.remove());
            }
        }
        if (!followers.isEmpty()) {
            batch.reversed().forEach(this::letFollow);
        }
        return batch;
    }

    /** Whoever comes right behind an item waits in front of all others, and whoever is behind that stays aside. */
    private void letFollow(Entry<T, R> leader) {
        String name = key.apply(leader.item);
        Deque<Entry<T, R>> following = followers.get(name);
        if (following != null) {
            waiting.addFirst(following.remove());
            if (following.isEmpty()) {
                followers.remove(name);
            }
        }
    }

    private Future<List<R>> write(List<T> items) {
        try {
            return writer.write(items);
        } catch (RuntimeException fault) {
            return Future.failedFuture(fault);
        }
    }

    private record Entry<T, R>(T item, Collected<R> collected, int index) {}

    /** The results of one request, as its items come back from different batches. */
    private static final class Collected<R> {
        private final Promise<List<R>> promise = Promise.promise();
        private final List<@Nullable R> results;
        private int open;
        private @Nullable Throwable failure;

        Collected(int size) {
            results = new ArrayList<>(Collections.<@Nullable R>nCopies(size, null));
            open = size;
        }

        @SuppressWarnings("NullAway") // once nothing is open and nothing failed, every result is there
        void settle(int index, @Nullable R result, @Nullable Throwable cause) {
            results.set(index, result);
            if (failure == null) {
                failure = cause;
            }
            open--;
            if (open == 0) {
                if (failure == null) {
                    promise.complete(results);
                } else {
                    promise.fail(failure);
                }
            }
        }
    }
}
