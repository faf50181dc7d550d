package carillon.json;

/** The beginning of a text of unknown length, for a message. */
final class Excerpt {

    private static final int CHARS_MAX = 60;

    private Excerpt() {}

    static String of(String text) {
        return of(text, CHARS_MAX);
    }

    static String of(String text, int charsMax) {
        if (text.length() <= charsMax) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(charsMax - 1));
        return text.substring(0, splitsPair ? charsMax - 1 : charsMax) + "…";
    }
}
