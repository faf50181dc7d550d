package carillon.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Counts answers by their status, and keeps those that must not be. */
final class Tally {

    private static final int FINDINGS_MAX = 20;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int SHOWN_CHARS_MAX = 600;
    private static final Pattern TRACE = Pattern.compile(
            "(?m)^\\s*at [\\w.$]+\\(|\\b(java|io\\.vertx|io\\.netty|carillon)\\.[\\w.]*(Exception|Error)");

    private final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
    private final List<String> findings = new CopyOnWriteArrayList<>();

    /** Notes an answer; status 0 stands for none. */
    void add(Requests.Request request, Wire.@Nullable Answer answer) {
        int status = answer == null ? 0 : answer.status();
        statuses.computeIfAbsent(status, none -> new LongAdder()).increment();
        if (answer == null) {
            if (request.framed()) {
                find("no answer", request, "");
            }
        } else if (status >= 500 && !isForeignVersion(request, answer)) {
            find("status " + status, request, answer.body());
        } else if (TRACE.matcher(answer.body()).find() && !answer.head().contains("text/plain")) {
            find("a stack trace", request, answer.body());
        }
    }

    List<String> findings() {
        return findings;
    }

    @Override
    public String toString() {
        return statuses.toString();
    }

    /** Vert.x itself answers a line that names no version of HTTP that it knows, with 501 and nothing else. */
    private static boolean isForeignVersion(Requests.Request request, Wire.Answer answer) {
        String line = new String(request.bytes(), StandardCharsets.ISO_8859_1).split("\r?\n", 2)[0];
        return answer.status() == NOT_IMPLEMENTED && answer.body().isEmpty() && !line.matches(".* HTTP/1\\.[01]");
    }

    private void find(String what, Requests.Request request, String body) {
        if (findings.size() < FINDINGS_MAX) {
            String sent = new String(request.bytes(), StandardCharsets.ISO_8859_1);
            findings.add(what + "\n  for " + shown(sent) + "\n  got " + shown(body));
        }
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(text.length(), SHOWN_CHARS_MAX));
    }
}
