package bench;

import java.util.List;
import java.util.Locale;

/**
 * Refuses, before anything is built, what {@link Main} could not do. It needs nothing but the JDK, and so do those whom
 * it asks.
 */
public final class Check {
    private static final int REFUSED = 2;

    private Check() {}

    /** The words that {@link Main} gets. Prints the kinds of those who take part, in lower case, a line each. */
    public static void main(String[] words) {
        Locale.setDefault(Locale.ROOT);
        try {
            Plan.of(List.of(words)).contenders().stream()
                    .map(one -> one.kind().name().toLowerCase(Locale.ROOT))
                    .distinct()
                    .forEach(System.out::println);
        } catch (IllegalArgumentException refused) {
            throw refuse(refused);
        }
    }

    /** Ends the process with a word on what is to be changed; it returns nothing, so that the caller may throw it. */
    static RuntimeException refuse(IllegalArgumentException refused) {
        System.err.println("bench: " + refused.getMessage());
        System.exit(REFUSED);
        return refused;
    }
}
