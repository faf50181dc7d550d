package carillon.bench;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tasks a line, one in a thousand of which is bad, in turn in each way there is.
 *
 * @param name of the action, and the beginning of every id
 */
record BulkLines(String name, int count) {

    private static final int BAD_EVERY = 1_000;
    /** Longer than any line may be. */
    private static final int TOO_LONG_CHARS = 400_000;

    private enum Fault {
        NOT_JSON(400),
        UNKNOWN_MEMBER(400),
        TOO_LONG(413),
        WRONG_TYPE(400),
        TAKEN(409);

        private final int status;

        Fault(int status) {
            this.status = status;
        }
    }

    Stream<String> lines() {
        return IntStream.range(0, count).mapToObj(this::line);
    }

    int statusOf(int line) {
        return isBad(line) ? fault(line).status : 201;
    }

    String id(int line) {
        return "%s-%07d".formatted(name, line);
    }

    /** The ids of those that are to be stored. */
    Set<String> good() {
        Set<String> good = new LinkedHashSet<>();
        IntStream.range(0, count).filter(line -> !isBad(line)).forEach(line -> good.add(id(line)));
        return good;
    }

    private static boolean isBad(int line) {
        return line % BAD_EVERY == BAD_EVERY - 1;
    }

    private static Fault fault(int line) {
        return Fault.values()[line / BAD_EVERY % Fault.values().length];
    }

    private String line(int line) {
        return isBad(line)
                ? switch (fault(line)) {
                    case NOT_JSON -> "{\"id\":\"" + id(line) + "\",";
                    case UNKNOWN_MEMBER -> task(id(line), "P1D", ",\"colour\":\"red\"");
                    case TOO_LONG -> task(id(line), "P1D", ",\"payload\":\"" + "x".repeat(TOO_LONG_CHARS) + "\"");
                    case WRONG_TYPE -> task(id(line), "P1D", ",\"enabled\":\"yes\"");
                    case TAKEN -> task(id(line - 1), "P2D", "");
                }
                : task(id(line), "P1D", ",\"payload\":{\"n\":" + line + "}");
    }

    private String task(String id, String delay, String more) {
        return "{\"id\":\"" + id + "\",\"delay\":\"" + delay + "\",\"action\":\"" + name
                + "\",\"labels\":{\"team\":\"billing\"}" + more + "}";
    }
}
