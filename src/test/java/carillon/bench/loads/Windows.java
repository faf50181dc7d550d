package carillon.bench.loads;

import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.stream.Stream;

/** Lateness by when it was due: one histogram for each of some windows of equal length. What is outside is left out. */
final class Windows {

    /** Before anybody asked for any. */
    static final Windows NONE = new Windows(0, 1, 0);

    private final long fromMicros;
    private final long lengthMicros;
    private final List<Histogram> histograms;

    Windows(long fromMicros, long lengthMicros, int count) {
        this.fromMicros = fromMicros;
        this.lengthMicros = lengthMicros;
        histograms = Stream.generate(Histogram::new).limit(count).toList();
    }

    /** Something happened that was due at another instant, both in microseconds since 1970. */
    void add(long dueMicros, long nowMicros) {
        long window = Math.floorDiv(dueMicros - fromMicros, lengthMicros);
        if (window >= 0 && window < histograms.size()) {
            histograms.get((int) window).add(nowMicros - dueMicros);
        }
    }

    Histogram get(int window) {
        return histograms.get(window);
    }

    JsonArray json() {
        JsonArray json = new JsonArray();
        histograms.forEach(each -> json.add(each.json()));
        return json;
    }
}
