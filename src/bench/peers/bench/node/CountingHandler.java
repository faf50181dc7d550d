package bench.node;

import bench.peer.Calls;
import carillon.handler.Handlers;
import carillon.handler.Run;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;

/**
 * A handler that does nothing but count its calls. It is registered when it is told to be, so that tasks can wait for
 * it as they would after an outage, and answers questions on a socket: a line there, a line back.
 */
public final class CountingHandler extends VerticleBase {
    private final Calls calls = new Calls();

    /** Made by Vert.x. */
    public CountingHandler() {}

    @Override
    public Future<?> start() {
        int port = Integer.parseInt(System.getenv("BENCH_HANDLER_PORT"));
        return vertx.createNetServer().connectHandler(this::serve).listen(port, "127.0.0.1");
    }

    private void serve(NetSocket socket) {
        socket.handler(RecordParser.newDelimited("\n", line -> answer(line.toString())
                .onSuccess(answer -> socket.write(answer + "\n"))
                .onFailure(failure -> socket.close())));
    }

    private Future<String> answer(String line) {
        String[] words = line.split(" ");
        return switch (words[0]) {
            case "register" -> Handlers.register(vertx, "bench", this::call).map("registered");
            case "count" -> Future.succeededFuture(String.valueOf(calls.count()));
            case "record" -> {
                calls.record(Long.parseLong(words[1]), Long.parseLong(words[2]), Integer.parseInt(words[3]));
                yield Future.succeededFuture("recording");
            }
            case "lateness" -> Future.succeededFuture(calls.lateness().encode());
            default -> Future.failedFuture("no such question: " + line);
        };
    }

    private Future<?> call(Run run) {
        calls.called(run.scheduledFor());
        return Future.succeededFuture();
    }
}
