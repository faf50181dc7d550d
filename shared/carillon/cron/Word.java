package carillon.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A piece of an expression that remembers where it was written, so that a refusal can point at it. */
record Word(String text, int position) {

    /** The pieces between blanks, of which none is empty. */
    List<Word> splitAtBlanks() {
        List<Word> words = new ArrayList<>();
        int begin = 0;
        for (int end = 0; end <= text.length(); end++) {
            if (end == text.length() || Character.isWhitespace(text.charAt(end))) {
                if (end > begin) {
                    words.add(part(begin, end));
                }
                begin = end + 1;
            }
        }
        return words;
    }

    /** The pieces between separators, empty ones included. */
    List<Word> splitAt(char separator) {
        List<Word> words = new ArrayList<>();
        int begin = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, begin)) {
            words.add(part(begin, end));
            begin = end + 1;
        }
        words.add(part(begin, text.length()));
        return words;
    }

    Word part(int begin, int end) {
        return new Word(text.substring(begin, end), position + begin);
    }

    Word from(int begin) {
        return part(begin, text.length());
    }

    Word withoutLast() {
        return part(0, text.length() - 1);
    }

    /** Without blanks around it. */
    Word strip() {
        String tail = text.stripLeading();
        return new Word(tail.stripTrailing(), position + text.length() - tail.length());
    }

    Word upperCase() {
        return new Word(text.toUpperCase(Locale.ROOT), position);
    }

    boolean is(String other) {
        return text.equals(other);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    int indexOf(char character) {
        return text.indexOf(character);
    }

    boolean has(char character) {
        return text.indexOf(character) >= 0;
    }

    boolean startsWith(String prefix) {
        return text.startsWith(prefix);
    }

    boolean endsWith(String suffix) {
        return text.endsWith(suffix);
    }

    /** Whether this is an unsigned number that surely fits an {@code int}. */
    boolean isNumber() {
        return !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    int number() {
        return Integer.parseInt(text);
    }
}
