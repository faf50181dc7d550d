package bench.peer;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A node of Carillon as its users run it, asked over HTTP, with a handler in its process that this one talks to. */
final class CarillonPeer implements Peer {
    private static final int START_SECONDS_MAX = 60;
    private static final int STOP_SECONDS_MAX = 30;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Process node;
    private final OneByOne oneByOne;
    private final Lines lines;
    private final HandlerLink handler;

    private CarillonPeer(Process node, int port, HandlerLink handler) {
        this.node = node;
        this.handler = handler;
        oneByOne = new OneByOne(vertx, port);
        lines = new Lines(port);
    }

    static CarillonPeer start() throws Exception {
        int port = freePort();
        int handlerPort = freePort();
        Path work = Path.of(System.getProperty("work"));
        JsonObject conf =
                new JsonObject().put("port", port).put("verticles", new JsonArray().add("bench.node.CountingHandler"));
        ProcessBuilder builder = new ProcessBuilder(
                System.getProperty("home") + "/vertx",
                "run",
                "carillon.Main",
                "-cp",
                work.resolve("handler.jar").toString(),
                "-conf",
                conf.encode());
        builder.environment().put("BENCH_HANDLER_PORT", String.valueOf(handlerPort));
        builder.environment()
                .put(
                        "CARILLON_DATABASE_URL",
                        "postgresql://%s:%s@%s:%d/%s"
                                .formatted(
                                        Database.USER,
                                        Database.password(),
                                        Database.HOST,
                                        Database.PORT,
                                        Database.NAME));
        File log = new File(System.getProperty("logs"), "carillon.log");
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        Process node = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(node::destroy));
        HandlerLink handler = HandlerLink.connect(handlerPort, node, START_SECONDS_MAX);
        CarillonPeer peer = new CarillonPeer(node, port, handler);
        peer.lines.awaitReady(START_SECONDS_MAX);
        return peer;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public String version() {
        return System.getProperty("carillon.version", "");
    }

    @Override
    public String settings() {
        return "defaults, -Xmx1g; over HTTP from the same cores: %d connections one by one, %d streams of lines"
                .formatted(OneByOne.CONNECTIONS, bulkCalls());
    }

    @Override
    public long pid() {
        return node.pid();
    }

    @Override
    public void enqueueOne(long due) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void enqueueAtOnce(int atOnce, Going going) throws Exception {
        oneByOne.enqueue(going);
    }

    @Override
    public void enqueueMany(long[] dues) throws Exception {
        lines.send(dues);
    }

    @Override
    public int batch() {
        return 2_000;
    }

    @Override
    public int bulkCalls() {
        return 4;
    }

    @Override
    public void startWorkers() {
        handler.ask("register");
    }

    @Override
    public long called() {
        return Long.parseLong(handler.ask("count"));
    }

    @Override
    public void record(long from, long to, int jobsMax) {
        handler.ask("record " + from + " " + to + " " + jobsMax);
    }

    @Override
    public JsonObject lateness() {
        return new JsonObject(handler.ask("lateness"));
    }

    @Override
    public void close() throws Exception {
        node.destroy();
        if (!node.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            node.destroyForcibly();
        }
    }
}
