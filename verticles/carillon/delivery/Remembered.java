package carillon.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What follows from a text, remembered for the {@value #TEXTS_MAX} texts that were new last.
 *
 * <p>For use by one thread.
 */
final class Remembered<V> {

    static final int TEXTS_MAX = 1_000;

    private final Function<String, V> what;
    private final Map<String, V> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > TEXTS_MAX;
        }
    };

    Remembered(Function<String, V> what) {
        this.what = what;
    }

    /** A failure of the function is not remembered. */
    V of(String text) {
        V found = known.get(text);
        if (found == null) {
            found = what.apply(text);
            known.put(text, found);
        }
        return found;
    }
}
