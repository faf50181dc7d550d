package carillon.client;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A list that is read from the node a page at a time, no further than it is looked at. Each pass begins at its front.
 *
 * <p>It is no snapshot: what comes into it behind the place where a pass stands is shown, what comes in before is not.
 * A pass is for one thread, and its methods throw as those of {@link Carillon} do.
 */
public final class Pages<T> implements Iterable<T> {

    private interface Reader<T> {
        Page<T> from(@Nullable String cursor);
    }

    private final Reader<T> reader;

    private Pages(Reader<T> reader) {
        this.reader = reader;
    }

    /** The list under a path, whose pages have their items in a member. */
    static <T> Pages<T> of(Wire wire, String path, Query query, String member, Function<Members, T> item) {
        return new Pages<>(cursor ->
                wire.send(Call.get(path + query.with("cursor", cursor))).as(answer -> Page.of(answer, member, item)));
    }

    @Override
    public Iterator<T> iterator() {
        return new Pass();
    }

    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    private final class Pass implements Iterator<T> {

        private Iterator<T> page = Collections.emptyIterator();
        private @Nullable String cursor;
        private boolean isLast;

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && !isLast) {
                Page<T> next = reader.from(cursor);
                page = next.items().iterator();
                cursor = next.cursor();
                isLast = cursor == null;
            }
            return page.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the list has ended");
            }
            return page.next();
        }
    }
}
