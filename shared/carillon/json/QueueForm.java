package carillon.json;

import carillon.message.QueueView;
import carillon.task.Limits;
import carillon.task.QueueSettings;
import carillon.task.RetryPolicy;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings of a queue as a client sends them, and queues as it reads them. */
public final class QueueForm {

    static final ObjectForm<Draft> FORM = LatenessDraft.addTo(
            new ObjectForm<Draft>()
                    .with("concurrency", (in, queue) -> queue.concurrency = in.integer(1, Limits.QUEUE_CONCURRENCY_MAX))
                    .with(
                            "ratePerSecond",
                            (in, queue) -> queue.rate = in.number(Limits.QUEUE_RATE_MIN, Limits.QUEUE_RATE_MAX))
                    .with("timeout", (in, queue) -> queue.timeout = TaskDecoder.timeout(in))
                    .with("retry", (in, queue) -> queue.retry = RetryForm.read(in)),
            queue -> queue.lateness);

    private QueueForm() {}

    /** What became of a body: settings, or everything that is wrong with it. */
    public sealed interface Decoded {}

    public record Settings(QueueSettings settings) implements Decoded {}

    public record Refused(List<Violation> violations) implements Decoded {
        public Refused {
            violations = List.copyOf(violations);
        }
    }

    /**
     * Reads settings; never throws.
     *
     * @param body JSON in UTF-8, of a size that the caller bounds
     */
    public static Decoded decode(byte[] body) {
        Draft draft = new Draft();
        List<Violation> violations = JsonReader.read(body, draft::read);
        return violations.isEmpty() ? new Settings(draft.settings()) : new Refused(violations);
    }

    /** Settings as the database keeps them. */
    public static String text(QueueSettings settings) {
        byte[] bytes = JsonWriting.toBytes(to -> {
            to.out().writeStartObject();
            writeSettings(to.out(), settings);
            to.out().writeEndObject();
        });
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Reads back what {@link #text} wrote, here or in a newer version: what that says besides is passed over, so that
     * the limits hold that are known here.
     *
     * @param unknown is told the pointer of each member that is passed over
     * @throws IllegalArgumentException if the text is none of it, saying what is wrong
     */
    public static QueueSettings read(String text, Consumer<String> unknown) {
        Draft draft = new Draft();
        List<Violation> violations = JsonReader.read(text.getBytes(StandardCharsets.UTF_8), draft::read, unknown);
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(violations.stream()
                    .map(each -> each.pointer() + " " + each.detail())
                    .collect(Collectors.joining("; ")));
        }
        return draft.settings();
    }

    /** A queue as a client reads it. */
    public static byte[] queue(QueueView queue) {
        return JsonWriting.toBytes(to -> writeQueue(to.out(), queue));
    }

    /** A page of queues; {@code cursor} is null at the end. */
    public static byte[] queues(List<QueueView> queues, @Nullable String cursor) {
        return JsonWriting.toBytes(to -> {
            JsonGenerator out = to.out();
            out.writeStartObject();
            out.writeArrayFieldStart("queues");
            for (QueueView queue : queues) {
                writeQueue(out, queue);
            }
            out.writeEndArray();
            out.writeStringField("cursor", cursor);
            out.writeEndObject();
        });
    }

    private static void writeQueue(JsonGenerator out, QueueView queue) throws IOException {
        Long oldest = queue.oldestDue();
        out.writeStartObject();
        out.writeStringField("name", queue.name());
        out.writeBooleanField("paused", queue.paused());
        writeSettings(out, queue.settings());
        out.writeNumberField("depth", queue.depth());
        out.writeBooleanField("depthIsMore", queue.more());
        out.writeStringField("oldestDue", oldest == null ? null : Rfc3339.text(oldest));
        out.writeNumberField("latenessMs", queue.latenessMillis());
        out.writeEndObject();
    }

    private static void writeSettings(JsonGenerator out, QueueSettings settings) throws IOException {
        Integer concurrency = settings.concurrency();
        if (concurrency != null) {
            out.writeNumberField("concurrency", concurrency);
        }
        Double rate = settings.ratePerSecond();
        if (rate != null) {
            out.writeNumberField("ratePerSecond", rate);
        }
        Long timeout = settings.timeoutMillis();
        if (timeout != null) {
            out.writeStringField("timeout", IsoDuration.text(timeout));
        }
        RetryPolicy retry = settings.retry();
        if (retry != null) {
            TaskWriter.writeRetry(out, retry);
        }
        TaskWriter.writeMaxLateness(out, settings.maxLateness());
    }

    /** Settings that are being read. */
    static final class Draft {
        final LatenessDraft lateness = new LatenessDraft();
        private @Nullable Integer concurrency;
        private @Nullable Double rate;
        private @Nullable Long timeout;
        private @Nullable RetryPolicy retry;

        private void read(JsonReader in) throws IOException {
            lateness.finish(FORM.read(in, this), in);
        }

        QueueSettings settings() {
            return new QueueSettings(concurrency, rate, timeout, retry, lateness.maxLateness());
        }
    }
}
