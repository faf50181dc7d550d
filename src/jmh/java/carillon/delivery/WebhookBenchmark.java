package carillon.delivery;

import carillon.bus.Bus;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Constants;
import carillon.message.DeliveryMessage;
import carillon.message.DeliveryMessage.Order;
import carillon.message.Occurrence;
import carillon.message.Protocols;
import carillon.message.StoreMessage;
import carillon.message.TimerMessage;
import carillon.task.Action;
import carillon.task.Payload;
import carillon.task.Priority;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.transport.Transport;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.micrometer.VertxPrometheusOptions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a webhook costs a delivery, from the order to the result, with a receiver on this machine that answers at once.
 * The time depends on what else the machine does; what is printed after each iteration is the CPU time of the loop that
 * the delivery has for itself.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class WebhookBenchmark {
    private static final String OWNER = "carillon.timer.bench";
    private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final int BATCH = 100;
    private static final int AT_ONCE = 64;
    private static final Payload PAYLOAD = Payload.of("{\"invoice\":4711,\"text\":\"" + "x".repeat(200) + "\"}");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Vertx receivers = Vertx.vertx();
    private final Vertx vertx = asInANode();
    private final Bus bus = new Bus(vertx);
    private final Semaphore succeeded = new Semaphore(0);
    private String address = "";
    private String url = "";
    private long loop;
    private long cpuNanos;
    private long webhooks;

    /** A delivery with a credit that lasts, and a receiver. */
    @Setup
    public void deploy() throws InterruptedException {
        HttpServer server = receivers
                .createHttpServer()
                .requestHandler(request -> request.endHandler(
                        end -> request.response().setStatusCode(204).end().onFailure(Throwable::printStackTrace)));
        url = "http://127.0.0.1:" + server.listen(0, "127.0.0.1").await().actualPort() + "/hooks/invoices?a=1";
        Bus.install(vertx, Protocols.codec());
        Semaphore present = new Semaphore(0);
        bus.listen(TimerMessage.ALL, message -> {
            if (message instanceof TimerMessage.Present seen) {
                address = seen.delivery();
                bus.send(
                        DeliveryMessage.of(address),
                        new DeliveryMessage.Credit(OWNER, seen.sentNanos(), TimeUnit.HOURS.toNanos(1), 0));
                present.release();
            }
        });
        bus.listen(TimerMessage.of(OWNER), this::count);
        bus.serve(StoreMessage.ADDRESS, ask -> Future.succeededFuture(new Constants(64, List.of(SECRET), null)));
        JsonObject config = new JsonObject()
                .put("node", "here")
                .put("delivery", new JsonObject().put("loopbackAllowed", true).put("connectionsPerHostMax", AT_ONCE));
        Deployable delivery = context -> {
            loop = Thread.currentThread().threadId();
            return new DeliveryVerticle().deploy(context);
        };
        vertx.deployVerticle(delivery, new DeploymentOptions().setConfig(config))
                .await();
        // At the second time it knows the secrets too.
        present.acquire(2);
    }

    @Setup(Level.Iteration)
    public void begin() {
        cpuNanos = threads.getThreadCpuTime(loop);
        webhooks = 0;
    }

    /** A hundred orders, and the next ones when all of them have succeeded; per webhook. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void send() throws InterruptedException {
        Order[] orders = IntStream.range(0, BATCH).mapToObj(i -> order()).toArray(Order[]::new);
        bus.send(DeliveryMessage.of(address), new DeliveryMessage.Deliver(OWNER, Arrays.asList(orders)));
        succeeded.acquire(BATCH);
    }

    @TearDown(Level.Iteration)
    public void print() {
        System.out.printf(
                "%.1f µs of CPU per webhook; ", (threads.getThreadCpuTime(loop) - cpuNanos) / 1_000.0 / webhooks);
    }

    @TearDown
    public void close() {
        vertx.close().await();
        receivers.close().await();
    }

    private static Vertx asInANode() {
        VertxOptions options = new VertxOptions()
                .setMetricsOptions(new MicrometerMetricsOptions()
                        .setEnabled(true)
                        .setPrometheusOptions(new VertxPrometheusOptions().setEnabled(true))
                        .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
                        .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
                        .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
                        .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER));
        boolean epoll = Transport.EPOLL != null && Transport.EPOLL.available();
        return Vertx.builder()
                .with(options)
                .withTransport(epoll ? Transport.EPOLL : Transport.NIO)
                .build();
    }

    private void count(TimerMessage message) {
        if (message instanceof TimerMessage.Attempted attempted) {
            attempted.results().forEach(result -> {
                if (!(result.verdict() instanceof Succeeded)) {
                    throw new IllegalStateException(result.toString());
                }
            });
            succeeded.release(attempted.results().size());
        }
    }

    private Order order() {
        long number = webhooks++;
        return new Order(
                new Occurrence("invoice-" + number, 1_732_156_800_000L),
                7,
                3,
                1,
                1_732_156_800_000L,
                new Action.Webhook(url, "POST", Map.of("x-tenant", "acme")),
                PAYLOAD,
                30_000,
                Priority.NORMAL);
    }
}
