package carillon.delivery;

import carillon.message.AttemptResult.NotStarted;
import carillon.message.AttemptResult.Verdict;
import carillon.message.DeliveryMessage.Order;
import carillon.message.Occurrence;
import carillon.task.Action;
import carillon.task.Payload;
import carillon.task.Priority;
import carillon.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A webhook from this process to itself, before any order comes. The first one of a process takes a tenth of a second
 * where the processors are busy with its start, and would let wait what is due when its shards come.
 */
final class WarmUp {

    private static final Logger LOG = System.getLogger(WarmUp.class.getName());

    private static final String LOOPBACK = "127.0.0.1";
    private static final String ANSWER = "HTTP/1.1 204 No Content\r\n\r\n";
    /** No secret: "warm up" in base64, since there is nothing to be signed without a key. */
    private static final String KEY = "d2FybSB1cA==";

    private static final long MILLIS_MAX = 1_000;

    private static final Gate OPEN = new Gate() {
        @Override
        public @Nullable NotStarted refusal() {
            return null;
        }

        @Override
        public void left() {
            // Nobody waits for it.
        }
    };

    private WarmUp() {}

    /**
     * Makes one; to be called on the event loop that is to make the others. Nothing of it is left.
     *
     * @return how it went, known within a second, or why there could be none
     */
    static Future<Verdict> make(Vertx vertx, Clock clock) {
        NetServer receiver = vertx.createNetServer().connectHandler(WarmUp::answer);
        Connections connections = new Connections(vertx, clock, new NetClientOptions());
        return receiver.listen(0, LOOPBACK)
                .compose(listening -> carrier(vertx, clock, connections).carry(order(receiver.actualPort()), OPEN))
                .onComplete(done -> connections.close())
                .eventually(receiver::close);
    }

    private static void answer(NetSocket socket) {
        socket.handler(request -> socket.write(ANSWER).onFailure(cause -> LOG.log(Level.DEBUG, "No answer", cause)));
    }

    private static Carrier carrier(Vertx vertx, Clock clock, Connections connections) {
        WebhookSignature signature = WebhookSignature.of(List.of(KEY));
        WebhookCarrier.Tools tools = new WebhookCarrier.Tools(
                vertx,
                connections,
                new SystemResolver(vertx, clock),
                new AddressGuard(true, List.of()),
                new ToldTime(clock),
                new SplittableRandom());
        return new WebhookCarrier(tools, () -> signature);
    }

    private static Order order(int port) {
        return new Order(
                new Occurrence("warm-up", 0),
                0,
                0,
                1,
                0,
                new Action.Webhook("http://" + LOOPBACK + ":" + port + "/", "POST", Map.of()),
                Payload.of("{}"),
                MILLIS_MAX,
                Priority.NORMAL);
    }
}
