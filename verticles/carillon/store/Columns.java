package carillon.store;

import io.vertx.core.buffer.Buffer;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Turns rows into the arrays that {@code unnest} takes, one a column. */
record Columns<T>(List<T> rows) {

    @Nullable
    String[] texts(Function<T, @Nullable String> column) {
        @Nullable String[] values = new @Nullable String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        return values;
    }

    Integer[] ints(ToIntFunction<T> column) {
        Integer[] values = new Integer[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.applyAsInt(rows.get(i));
        }
        return values;
    }

    @Nullable
    Integer[] intsOrNull(Function<T, @Nullable Integer> column) {
        @Nullable Integer[] values = new @Nullable Integer[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        return values;
    }

    Long[] longs(ToLongFunction<T> column) {
        Long[] values = new Long[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.applyAsLong(rows.get(i));
        }
        return values;
    }

    Boolean[] flags(Predicate<T> column) {
        Boolean[] values = new Boolean[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.test(rows.get(i));
        }
        return values;
    }

    @Nullable
    OffsetDateTime[] instants(Function<T, @Nullable Long> column) {
        @Nullable OffsetDateTime[] values = new @Nullable OffsetDateTime[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Instants.ofNullable(column.apply(rows.get(i)));
        }
        return values;
    }

    @Nullable
    Buffer[] bytes(Function<T, @Nullable Buffer> column) {
        @Nullable Buffer[] values = new @Nullable Buffer[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        return values;
    }
}
