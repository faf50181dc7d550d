package carillon.cron;

/** A sentence that may be shown to a person: of a bounded length. */
final class Sentence {
    /** The most characters; only a rule that is nearly all lists comes to so many. */
    static final int LENGTH_MAX = 500;

    private Sentence() {}

    /** The text, or its first whole words and a sign that there is more. */
    static String of(String text) {
        String words = text.strip();
        if (words.length() <= LENGTH_MAX) {
            return words;
        }
        return words.substring(0, words.lastIndexOf(' ', LENGTH_MAX - 2)) + " …";
    }
}
