package carillon.json;

/** What characters are taken. */
final class Characters {

    private Characters() {}

    /** Whether a text can be printed and stored: no control characters, no half of a surrogate pair. */
    static boolean arePrintable(String text) {
        return text.codePoints().noneMatch(c -> Character.isISOControl(c) || isHalfPair(c));
    }

    /** Whether a text is of ASCII without blanks and control characters. */
    static boolean areVisibleAscii(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    private static boolean isHalfPair(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
