package carillon.json;

/** What characters are taken. */
final class Characters {

    private Characters() {}

    /** Whether a text can be printed and stored: no control characters, no half of a surrogate pair. */
    static boolean arePrintable(String text) {
        int c;
        for (int at = 0; at < text.length(); at += Character.charCount(c)) {
            c = text.codePointAt(at);
            if (Character.isISOControl(c) || isHalfPair(c)) {
                return false;
            }
        }
        return true;
    }

    /** The text with a blank in the place of each tab and each end of a line. */
    static String blanked(String text) {
        return text.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
    }

    /** Whether a text is of ASCII without blanks and control characters. */
    static boolean areVisibleAscii(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    /** Whether a text looks like another one, in which every 0 stands for any ASCII digit. */
    static boolean areLike(String form, String text) {
        if (text.length() != form.length()) {
            return false;
        }
        for (int at = 0; at < form.length(); at++) {
            char c = text.charAt(at);
            char wanted = form.charAt(at);
            if (wanted == '0' ? c < '0' || c > '9' : c != wanted) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHalfPair(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
