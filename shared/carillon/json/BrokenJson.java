package carillon.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Tells where a body stops being JSON, and why.
 *
 * <p>The body is read once more, token by token, because whoever only wants some of its values passes over the place
 * without having stood on it.
 */
final class BrokenJson {

    private static final int POINTER_CHARS_MAX = 300;
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '.*'", Pattern.DOTALL);

    private static final Pattern WORD = Pattern.compile("(Unrecognized|Non-standard) token '");

    /** What the parser adds of its own settings, and of a source that is not told. */
    private static final Pattern INNER_WORDS = Pattern.compile(
            ": enable `.*|: maybe a \\(non-standard\\).*| \\((?:start marker at|for) .*", Pattern.DOTALL);

    private final byte[] body;
    private final JsonParser parser;
    private boolean isInValue;

    private BrokenJson(byte[] body, JsonParser parser) {
        this.body = body;
        this.parser = parser;
    }

    /**
     * What is wrong with a body, with the pointer of the innermost value that is broken.
     *
     * @param parser stands before its first token
     * @param seen what is told if it is not met again
     */
    static Violation of(byte[] body, JsonParser parser, JsonProcessingException seen) throws IOException {
        BrokenJson reading = new BrokenJson(body, parser);
        try {
            reading.readAll();
        } catch (JsonProcessingException fault) {
            return reading.violation(fault);
        }
        return reading.violation(seen);
    }

    /**
     * The line and the column of a byte, both from 1 on, in characters. Of a body of one line the column alone: it may
     * be a line of many, and line 1 only of itself.
     */
    static String place(byte[] body, int end) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < end; i++) {
            if (body[i] == '\n') {
                line++;
                start = i + 1;
            }
        }
        String before = new String(body, start, end - start, StandardCharsets.UTF_8);
        String column = "column " + (before.codePointCount(0, before.length()) + 1);
        return isOneLine(body) ? column : "line " + line + ", " + column;
    }

    private static boolean isOneLine(byte[] body) {
        for (byte each : body) {
            if (each == '\n') {
                return false;
            }
        }
        return true;
    }

    private void readAll() throws IOException {
        do {
            isInValue = false;
            parser.nextToken();
            isInValue = true;
            parser.finishToken();
        } while (parser.currentToken() != null);
    }

    private Violation violation(JsonProcessingException fault) {
        boolean isDuplicate = DUPLICATE.matcher(fault.getOriginalMessage()).matches();
        String pointer = isDuplicate || isInValue || parser.currentToken() == JsonToken.FIELD_NAME
                ? parser.getParsingContext().pathAsPointer().toString()
                : container();
        String place = place(body, offset(fault));
        return new Violation(
                Excerpt.of(pointer, POINTER_CHARS_MAX),
                isDuplicate
                        ? "stands there twice, the second time at " + place
                        : "is broken at " + place + ": " + reason(fault));
    }

    /** Of a word that means nothing the parser tells the end, or the next after it. */
    private int offset(JsonProcessingException fault) {
        JsonLocation told = fault.getLocation();
        long reached = told == null ? parser.currentLocation().getByteOffset() - 1 : told.getByteOffset();
        int offset = (int) Math.max(0, Math.min(reached, body.length));
        if (!WORD.matcher(fault.getOriginalMessage()).lookingAt()) {
            return offset;
        }
        int start = isOfWord(offset - 1) ? offset : offset - 1;
        while (isOfWord(start - 1)) {
            start--;
        }
        return start;
    }

    private boolean isOfWord(int index) {
        return index >= 0 && Character.isJavaIdentifierPart(body[index]);
    }

    /** The pointer of what the parser is in, between two members or elements of it. */
    private String container() {
        var context = parser.getParsingContext();
        return context.inRoot() ? "" : context.getParent().pathAsPointer().toString();
    }

    private String reason(JsonProcessingException fault) {
        if (fault instanceof JsonEOFException) {
            return isInValue
                    ? "it ends in the middle of a value; look for a missing quotation mark"
                    : "it ends before it is complete; look for a missing value, } or ]";
        }
        if (fault instanceof StreamConstraintsException) {
            return "its nesting depth exceeds " + JsonReader.NESTING_MAX;
        }
        if (parser.currentToken() != null && parser.getParsingContext().inRoot()) {
            return "something follows the end of the JSON";
        }
        return INNER_WORDS.matcher(fault.getOriginalMessage()).replaceFirst("");
    }
}
