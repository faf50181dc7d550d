package carillon.json;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to read a task of 200 bytes, beside what Vert.x takes to parse the same into a map. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class IntakeBenchmark {

    private final byte[] body = """
            {"id":"order-4711-reminder","at":"2030-01-01T00:00:00Z","action":{"http":\
            {"url":"https://example.com/reminders"}},"payload":{"order":4711,"customer":"c-1234567","kind":"first"},\
            "priority":"normal"}""".getBytes(StandardCharsets.UTF_8);

    /** A body that is refused would be the cheaper one. */
    @Setup
    public void requireATask() {
        if (!(decode() instanceof Decoded.Task)) {
            throw new IllegalStateException(decode().toString());
        }
    }

    @Benchmark
    public Decoded decode() {
        return TaskDecoder.decode(body);
    }

    @Benchmark
    public JsonObject parse() {
        return new JsonObject(Buffer.buffer(body));
    }
}
