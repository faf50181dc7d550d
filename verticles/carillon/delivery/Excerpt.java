package carillon.delivery;

import java.nio.charset.StandardCharsets;

/** The beginning of a foreign text, fit to be kept and shown. */
final class Excerpt {

    static final int CHARS_MAX = 500;

    private static final int REPLACEMENT = 0xFFFD;

    private Excerpt() {}

    /** The beginning of a text in UTF-8. */
    static String of(byte[] utf8) {
        return of(new String(utf8, StandardCharsets.UTF_8));
    }

    /** At most {@link #CHARS_MAX} characters, none of which can break a line or steer a terminal. */
    static String of(String text) {
        StringBuilder excerpt = new StringBuilder();
        text.codePoints()
                .limit(CHARS_MAX)
                .map(Excerpt::harmless)
                .takeWhile(c -> excerpt.length() + Character.charCount(c) <= CHARS_MAX)
                .forEachOrdered(excerpt::appendCodePoint);
        return excerpt.toString().strip();
    }

    private static int harmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> REPLACEMENT;
            default -> codePoint;
        };
    }
}
