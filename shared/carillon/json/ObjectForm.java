package carillon.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Which members an object may have, and how each is read into a draft. Immutable once built.
 *
 * @param <D> what is being filled in
 */
final class ObjectForm<D> {

    private static final int POINTER_CHARS_MAX = 300;

    private final Map<String, Member<D>> members = new LinkedHashMap<>();

    /** Reads the value where the reader stands. */
    interface Member<D> {
        void read(JsonReader in, D draft) throws IOException;
    }

    ObjectForm<D> with(String name, Member<D> member) {
        members.put(name, member);
        return this;
    }

    /** The same members, read into a part of a larger draft. */
    <E> ObjectForm<E> within(Function<E, D> part) {
        ObjectForm<E> form = new ObjectForm<>();
        members.forEach((name, member) -> form.with(name, (in, draft) -> member.read(in, part.apply(draft))));
        return form;
    }

    /** Reads an object and answers which of its members were there, right or wrong; unknown ones are noted, or told. */
    Set<String> read(JsonReader in, D draft) throws IOException {
        Set<String> given = new HashSet<>();
        if (!in.is(JsonToken.START_OBJECT, "an object")) {
            return given;
        }
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.toValue();
            Member<D> member = members.get(name);
            if (member == null) {
                passOverUnknown(in, name);
            } else {
                given.add(name);
                member.read(in, draft);
            }
        }
        return given;
    }

    private void passOverUnknown(JsonReader in, String name) throws IOException {
        Consumer<String> unknown = in.unknown();
        if (unknown == null) {
            String detail =
                    "'" + Excerpt.of(name) + "' is not known here; known are " + String.join(", ", members.keySet());
            in.refuseAt(Excerpt.of(in.pointer(), POINTER_CHARS_MAX), detail);
        } else {
            unknown.accept(in.pointer());
        }
        in.skip();
    }
}
