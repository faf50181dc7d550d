package carillon.docs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param line of its first fence, from 1
 * @param language as the fence says; empty if it says none
 * @param lead the last line of the prose before it
 * @param isAnswer whether it follows a block of {@code sh} with nothing between, and so shows what that one prints
 */
record Block(String page, int line, String language, String text, String lead, boolean isAnswer) {

    private static final Pattern FILE = Pattern.compile("(?:^|\\W)`([\\w.-]+\\.\\w+|[\\w-]+)`:$");

    boolean is(String other) {
        return language.equals(other);
    }

    /** The name of the file that it goes into, where the words before it end in {@code `name`:}. */
    Optional<String> fileName() {
        Matcher named = FILE.matcher(lead);
        return named.find() && !isAnswer ? Optional.of(named.group(1)) : Optional.empty();
    }

    String firstLine() {
        return text.lines().findFirst().orElse("");
    }

    /** Where it stands. */
    @Override
    public String toString() {
        return page + ":" + line;
    }
}
