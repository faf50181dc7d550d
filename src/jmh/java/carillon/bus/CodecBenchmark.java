package carillon.bus;

import carillon.message.Pending;
import carillon.message.Protocols;
import carillon.message.TimerMessage.Arm;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Payload;
import carillon.task.Trigger;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a task costs between two processes, in a message of a hundred that were just committed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {
    private static final int TASKS = 100;
    private static final long DUE = 1_900_000_000_000L;

    private final WireCodec codec = Protocols.codec();
    private final Message message =
            new Arm(LongStream.range(0, TASKS).mapToObj(CodecBenchmark::pending).toList(), null);
    private final Buffer encoded = encode();

    private static Pending pending(long number) {
        Definition definition = Definition.of(new Trigger.At(DUE + number), new Action.Handler("work"))
                .withPayload(Payload.of("{\"order\":4711,\"customer\":\"c-1234567\"}"));
        return new Pending("task-" + number, 7, 1, definition, DUE, DUE, DUE + number, 0, false, 4_711);
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public Buffer encode() {
        Buffer out = Buffer.buffer();
        codec.encodeToWire(out, message);
        return out;
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public Message decode() {
        return codec.decodeFromWire(0, encoded);
    }
}
