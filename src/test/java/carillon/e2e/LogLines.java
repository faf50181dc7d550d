package carillon.e2e;

import carillon.LineFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Every line that this process logs meanwhile, those for debugging too. */
public final class LogLines implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final Logger ours = Logger.getLogger("carillon");
    private final Logger vertx = Logger.getLogger("io.vertx");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {

        private final LineFormatter formatter = new LineFormatter();

        @Override
        public void publish(LogRecord record) {
            lines.add(formatter.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    public LogLines() {
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        ours.setLevel(Level.ALL);
        vertx.setLevel(Level.ALL);
    }

    public List<String> lines() {
        return lines;
    }

    public void awaitLine(String part) {
        Waiting.until(() -> "a line with " + part, () -> lines.stream().anyMatch(line -> line.contains(part)));
    }

    @Override
    public void close() {
        root.removeHandler(handler);
        ours.setLevel(null);
        vertx.setLevel(null);
    }
}
