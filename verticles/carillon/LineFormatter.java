package carillon;

import java.time.Instant;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log as one line: instant, level, logger, message, and the failure with where it came from, so that
 * every tool that reads lines reads records.
 */
public final class LineFormatter extends Formatter {

    private static final int FRAMES_MAX = 12;

    /** For the JDK, which makes it by its name. */
    public LineFormatter() {}

    @Override
    public String format(LogRecord record) {
        return Stream.of(
                                Instant.ofEpochMilli(record.getMillis()).toString(),
                                record.getLevel().getName(),
                                String.valueOf(record.getLoggerName()),
                                inOneLine(formatMessage(record)) + failure(record.getThrown()))
                        .collect(Collectors.joining(" "))
                + "\n";
    }

    private static String failure(@Nullable Throwable failure) {
        if (failure == null) {
            return "";
        }
        String frames = Stream.of(failure.getStackTrace())
                .limit(FRAMES_MAX)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "));
        return " | " + inOneLine(failure.toString()) + " at " + frames + failure(failure.getCause());
    }

    private static String inOneLine(@Nullable String text) {
        String stripped = String.valueOf(text).strip();
        if (isPlain(stripped)) {
            return stripped;
        }
        String line = stripped.replaceAll("\\s*\\R\\s*", " / ");
        return line.chars().allMatch(LineFormatter::isHarmless) ? line : escaped(line);
    }

    /** Whether it is of printable ASCII alone, as nearly every line is, and the long ones of the audit. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** Whether a character neither steers a terminal nor turns the text around it. */
    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** With every such character in the notation of Java, so that whoever wrote it can be seen. */
    private static String escaped(String line) {
        StringBuilder escaped = new StringBuilder(line.length() + 16);
        line.chars().forEach(c -> {
            if (isHarmless(c)) {
                escaped.append((char) c);
            } else {
                escaped.append(String.format("\\u%04x", c));
            }
        });
        return escaped.toString();
    }
}
