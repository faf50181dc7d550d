package carillon.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a body, with a note of everything that is wrong with them.
 *
 * <p>A reading method stands on the first token of a value and leaves on its last. What is not of the kind asked for is
 * noted, skipped, and read as null.
 */
final class JsonReader {

    static final int NESTING_MAX = 100;

    private static final int NUMBER_CHARS_MAX = 40;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING_MAX)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final byte[] body;
    private final JsonParser parser;
    private final @Nullable Consumer<String> unknown;
    private final Violations violations = new Violations();

    private JsonReader(byte[] body, JsonParser parser, @Nullable Consumer<String> unknown) {
        this.body = body;
        this.parser = parser;
        this.unknown = unknown;
    }

    /** What reads a body, standing on its first token. */
    interface BodyReading {
        void read(JsonReader in) throws IOException;
    }

    /** Reads a body to its end and tells what is wrong with it. */
    static List<Violation> read(byte[] body, BodyReading reading) {
        return read(body, reading, null);
    }

    /** @param unknown is told where members are that no form knows, which are passed over; null if they are wrong */
    static List<Violation> read(byte[] body, BodyReading reading, @Nullable Consumer<String> unknown) {
        if (!Utf8.isText(body)) {
            return List.of(new Violation("", "the body is not UTF-8 (without a byte order mark)"));
        }
        try (JsonParser parser = FACTORY.createParser(body)) {
            JsonReader in = new JsonReader(body, parser, unknown);
            in.readAll(reading);
            return in.violations.list();
        } catch (IOException impossible) {
            throw new IllegalStateException("an array of bytes could not be read", impossible);
        }
    }

    /** Whether an object was read to its end, rather than something else skipped. */
    boolean isAtObjectEnd() {
        return isAt(JsonToken.END_OBJECT);
    }

    boolean isAt(JsonToken token) {
        return parser.currentToken() == token;
    }

    /** Goes to the next name of an object, or answers null at its end. */
    @Nullable
    String nextName() throws IOException {
        return parser.nextToken() == JsonToken.FIELD_NAME ? parser.currentName() : null;
    }

    /** Goes to the next value of an array; false at its end. */
    boolean nextElement() throws IOException {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    void toValue() throws IOException {
        parser.nextToken();
    }

    /** Notes that the value where the reader stands is wrong. */
    void refuse(String detail) {
        refuseAt(pointer(), detail);
    }

    void refuseAt(String pointer, String detail) {
        violations.add(pointer, detail);
    }

    /** Who is told where members are that no form knows; null if they are wrong. */
    @Nullable
    Consumer<String> unknown() {
        return unknown;
    }

    boolean isFaultless() {
        return violations.isEmpty();
    }

    /** The JSON pointer of the value where the reader stands. */
    String pointer() {
        return parser.getParsingContext().pathAsPointer().toString();
    }

    /** The line on which the value where the reader stands begins, from 1 on. */
    int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    void skip() throws IOException {
        parser.skipChildren();
    }

    @Nullable
    String string() throws IOException {
        return is(JsonToken.VALUE_STRING, "a string") ? printable(parser.getText()) : null;
    }

    /** A string of 1 to {@code charsMax} characters. */
    @Nullable
    String string(int charsMax) throws IOException {
        return bounded(string(), charsMax);
    }

    /** The same with blanks for tabs and ends of lines, which stand between the words of schedules in files. */
    @Nullable
    String words(int charsMax) throws IOException {
        boolean isString = is(JsonToken.VALUE_STRING, "a string");
        return bounded(isString ? printable(Characters.blanked(parser.getText())) : null, charsMax);
    }

    @Nullable
    Boolean bool() throws IOException {
        if (isAt(JsonToken.VALUE_TRUE) || isAt(JsonToken.VALUE_FALSE)) {
            return parser.getBooleanValue();
        }
        refuseKind("true or false");
        return null;
    }

    @Nullable
    Double number(double min, double max) throws IOException {
        if (!isAt(JsonToken.VALUE_NUMBER_FLOAT) && !is(JsonToken.VALUE_NUMBER_INT, "a number")) {
            return null;
        }
        double number = parser.getTextLength() > NUMBER_CHARS_MAX ? Double.NaN : Double.parseDouble(parser.getText());
        if (number >= min && number <= max) {
            return number;
        }
        refuse("must be a number from " + shortest(min) + " to " + shortest(max));
        return null;
    }

    @Nullable
    Integer integer(int min, int max) throws IOException {
        Double number = number(min, max);
        if (number != null && number != Math.rint(number)) {
            refuse("must be a whole number");
            return null;
        }
        return number == null ? null : number.intValue();
    }

    /** Any value, as the bytes it was received in. */
    byte[] raw() throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return Arrays.copyOfRange(body, start, (int) parser.currentLocation().getByteOffset());
    }

    /** Whether the value is of a kind; notes and skips it if not. */
    boolean is(JsonToken token, String kind) throws IOException {
        if (isAt(token)) {
            return true;
        }
        refuseKind(kind);
        return false;
    }

    /** Notes and skips a value that is of another kind than the one asked for. */
    void refuseKind(String kind) throws IOException {
        String found =
                switch (parser.currentToken()) {
                    case START_OBJECT -> "an object";
                    case START_ARRAY -> "an array";
                    case VALUE_STRING -> "a string";
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
                    case VALUE_TRUE, VALUE_FALSE -> "true or false";
                    default -> "null; leave it out instead";
                };
        refuse("must be " + kind + ", not " + found);
        skip();
    }

    private @Nullable String printable(String text) {
        if (Characters.arePrintable(text)) {
            return text;
        }
        refuse("must not have control characters or half of a surrogate pair");
        return null;
    }

    private @Nullable String bounded(@Nullable String text, int charsMax) {
        if (text == null || !text.isEmpty() && text.codePointCount(0, text.length()) <= charsMax) {
            return text;
        }
        refuse("must have 1 to " + charsMax + " characters");
        return null;
    }

    private void readAll(BodyReading reading) throws IOException {
        try {
            if (parser.nextToken() == null) {
                refuseAt("", "the body is empty; a JSON object is expected");
                return;
            }
            reading.read(this);
            if (parser.nextToken() != null) {
                int offset = (int) parser.currentTokenLocation().getByteOffset();
                refuseAt(
                        "",
                        "is broken at " + BrokenJson.place(body, offset) + ": something follows the end of the JSON");
            }
        } catch (JsonProcessingException broken) {
            try (JsonParser again = FACTORY.createParser(body)) {
                violations.add(BrokenJson.of(body, again, broken));
            }
        }
    }

    private static String shortest(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
