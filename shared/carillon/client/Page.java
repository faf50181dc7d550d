package carillon.client;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param cursor where it goes on, null at the end
 */
record Page<T>(List<T> items, @Nullable String cursor) {

    static <T> Page<T> of(Members members, String name, Function<Members, T> reader) {
        return new Page<>(members.objects(name, reader), members.text("cursor"));
    }
}
