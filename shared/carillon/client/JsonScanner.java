package carillon.client;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Goes over a text by the grammar of RFC 8259, once, and tells where values begin and end. */
final class JsonScanner {

    private static final int DEPTH_MAX = 1_000;
    private static final char END = 0;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final int HEX_DIGITS = 4;

    private final String text;
    private int at;

    JsonScanner(String text) {
        this.text = text;
    }

    /** The one value that the text is. */
    Json document() {
        Json value = value();
        if (peek() != END || at < text.length()) {
            throw wrong("the end");
        }
        return value;
    }

    void members(BiConsumer<String, Json> each) {
        if (peek() != '{') {
            throw wrong("an object");
        }
        list('}', () -> member(each));
    }

    List<Json> elements() {
        if (peek() != '[') {
            throw wrong("a list");
        }
        List<Json> elements = new ArrayList<>();
        list(']', () -> elements.add(value()));
        return elements;
    }

    /** The string that the text is, without its escapes. */
    String decoded() {
        int last = string().length() - 1;
        StringBuilder decoded = new StringBuilder(last);
        int i = 1;
        while (i < last) {
            char c = text.charAt(i);
            if (c != '\\') {
                decoded.append(c);
                i++;
            } else if (text.charAt(i + 1) == 'u') {
                int digits = i + 2;
                i = digits + HEX_DIGITS;
                decoded.append((char) HexFormat.fromHexDigits(text, digits, i));
            } else {
                decoded.append(meant(text.charAt(i + 1)));
                i += 2;
            }
        }
        return decoded.toString();
    }

    private static char meant(char escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escaped;
        };
    }

    private Json value() {
        char first = peek();
        int start = at;
        skip(first, 0);
        return new Json(text.substring(start, at));
    }

    private void skip(char first, int depth) {
        if (depth > DEPTH_MAX) {
            throw new IllegalArgumentException("JSON that is nested deeper than " + DEPTH_MAX + " is not read");
        }
        switch (first) {
            case '{' ->
                list('}', () -> {
                    string();
                    colon();
                    skip(peek(), depth + 1);
                });
            case '[' -> list(']', () -> skip(peek(), depth + 1));
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void member(BiConsumer<String, Json> each) {
        String name = new JsonScanner(string()).decoded();
        colon();
        each.accept(name, value());
    }

    /** From the opening bracket, which is next, to the closing one. */
    private void list(char closing, Runnable item) {
        at++;
        if (peek() == closing) {
            at++;
            return;
        }
        while (true) {
            item.run();
            char next = peek();
            if (next != ',' && next != closing) {
                throw wrong("',' or '" + closing + "'");
            }
            at++;
            if (next == closing) {
                return;
            }
        }
    }

    /** A string with its quotes and escapes. */
    private String string() {
        if (peek() != '"') {
            throw wrong("a string");
        }
        int start = at;
        for (at++; at < text.length() && text.charAt(at) >= ' '; at++) {
            if (text.charAt(at) == '"') {
                at++;
                return text.substring(start, at);
            }
            if (text.charAt(at) == '\\') {
                escape();
            }
        }
        throw wrong("a character of a string");
    }

    /** To the last character of an escape. */
    private void escape() {
        at++;
        if (at < text.length() && text.charAt(at) == 'u') {
            for (int i = 0; i < HEX_DIGITS; i++) {
                at++;
                if (at >= text.length() || !HexFormat.isHexDigit(text.charAt(at))) {
                    throw wrong("a hexadecimal digit");
                }
            }
        } else if (at >= text.length() || ESCAPED.indexOf(text.charAt(at)) < 0) {
            throw wrong("one of " + ESCAPED + "u");
        }
    }

    private void colon() {
        if (peek() != ':') {
            throw wrong("':'");
        }
        at++;
    }

    private void word(String word) {
        if (!text.startsWith(word, at)) {
            throw wrong("a value");
        }
        at += word.length();
    }

    private void number() {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw wrong("a value");
        }
        at = matcher.end();
    }

    /** The next character that is no white space, which is not passed over yet; or {@link #END}. */
    private char peek() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : END;
    }

    private IllegalArgumentException wrong(String expected) {
        String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
        return new IllegalArgumentException("this is no JSON: " + expected + " must stand at character " + (at + 1)
                + ", where " + found + " stands");
    }
}
