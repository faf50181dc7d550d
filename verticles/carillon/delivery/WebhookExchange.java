package carillon.delivery;

import carillon.delivery.Mishap.Phase;
import carillon.json.Redaction;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.AttemptResult.Rejected;
import carillon.message.AttemptResult.Verdict;
import carillon.message.DeliveryMessage.Order;
import carillon.task.Action;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request and its answer, from the name of the host to the last byte. */
final class WebhookExchange {

    private static final Logger LOG = System.getLogger(WebhookExchange.class.getName());

    private final WebhookCarrier.Tools tools;
    private final WebhookSignature signature;
    private final Order order;
    private final Action.Webhook webhook;
    private final WebhookUrl url;
    private final Gate gate;
    private final Promise<Verdict> outcome = Promise.promise();
    /** What carries the request, from its first byte to the end of the answer. */
    private @Nullable Connection connection;

    private Phase phase = Phase.LOOKING_UP;
    private @Nullable InetAddress tried;
    private long connectMillis;

    WebhookExchange(
            WebhookCarrier.Tools tools,
            WebhookSignature signature,
            Order order,
            Action.Webhook webhook,
            WebhookUrl url,
            Gate gate) {
        this.tools = tools;
        this.signature = signature;
        this.order = order;
        this.webhook = webhook;
        this.url = url;
        this.gate = gate;
    }

    Future<Verdict> run() {
        long timer = tools.vertx().setTimer(Math.max(1, order.timeoutMillis()), t -> timeOut());
        tools.resolver().resolve(url.host()).onComplete(this::connectIfAllowed, this::fail);
        return outcome.future().onComplete(verdict -> tools.vertx().cancelTimer(timer));
    }

    private void connectIfAllowed(List<InetAddress> addresses) {
        InetAddress refused = tools.guard().firstRefused(addresses);
        if (refused != null) {
            String address = refused.getHostAddress();
            outcome.tryComplete(new Rejected(url.host() + " is at " + address
                    + ", which is no public address; to allow it, set delivery.allow to a range that contains it"));
        } else if (!isOver()) {
            phase = Phase.CONNECTING;
            connectMillis = Math.max(1, order.timeoutMillis() / addresses.size());
            connect(addresses, 0);
        }
    }

    /** Tries one address after the other. */
    private void connect(List<InetAddress> addresses, int index) {
        tried = addresses.get(index);
        Endpoint endpoint = Endpoint.of(url, tried);
        Connection idle = tools.connections().idle(endpoint);
        if (idle != null) {
            exchange(idle);
            return;
        }
        boolean last = index + 1 == addresses.size();
        tools.connections().connect(endpoint, connectMillis).onComplete(this::exchange, failure -> {
            if (last || isOver()) {
                fail(failure);
            } else {
                connect(addresses, index + 1);
            }
        });
    }

    private void exchange(Connection connected) {
        HttpRequest request;
        try {
            request = request();
        } catch (IllegalArgumentException e) {
            end(connected, new Rejected(scrubbed(String.valueOf(e.getMessage()))));
            return;
        }
        NotStarted refusal = isOver() ? new NotStarted("timed out") : gate.refusal();
        if (refusal != null) {
            end(connected, refusal);
            return;
        }
        phase = Phase.WAITING;
        connection = connected;
        connected.send(request, new Hearing(connected));
    }

    private HttpRequest request() {
        return WebhookRequest.of(
                webhook.method(),
                url,
                WebhookHeaders.of(
                        order, webhook.headers(), signature, tools.time().now(), tools.random()),
                order.payload());
    }

    /** Reads the answer. */
    private final class Hearing implements Reply {

        private final Connection connected;
        private @Nullable AnswerReader answer;

        private Hearing(Connection connected) {
            this.connected = connected;
        }

        @Override
        public void left() {
            gate.left();
        }

        @Override
        public void began(HttpResponse head) {
            phase = Phase.READING;
            answer = new AnswerReader(head);
        }

        @Override
        public void read(ByteBuf part) {
            AnswerReader reader = reader();
            reader.read(part);
            if (reader.isTooLong()) {
                connected.drop();
                ended();
            }
        }

        @Override
        public void ended() {
            Answer complete = reader().answer(WebhookExchange.this::scrubbed);
            end(connected, complete.verdict(tools.time().now()));
        }

        @Override
        public void failed(Throwable cause) {
            fail(cause);
        }

        private AnswerReader reader() {
            if (answer == null) {
                throw new IllegalStateException("an answer has a head");
            }
            return answer;
        }
    }

    /** Ends with a verdict; the connection goes back first, since the next attempt may begin with the verdict. */
    private void end(Connection connected, Verdict verdict) {
        connection = null;
        tools.connections().giveBack(connected);
        outcome.tryComplete(verdict);
    }

    /** A receiver may answer with what it was sent, and what it answers is kept. */
    private String scrubbed(String text) {
        return Redaction.scrubbed(text, webhook);
    }

    private void timeOut() {
        String reason = scrubbed("timed out after " + order.timeoutMillis() + " ms while " + phase.at(place()));
        if (connection != null) {
            connection.drop();
        }
        outcome.tryComplete(new Failed(Excerpt.of(reason), null));
    }

    private String place() {
        return phase == Phase.LOOKING_UP ? url.host() : url.place(tried);
    }

    private boolean isOver() {
        return outcome.future().isComplete();
    }

    private void fail(Throwable failure) {
        LOG.log(Level.DEBUG, () -> "An exchange with " + place() + " failed", failure);
        String reason = Mishap.words(failure, phase, place(), connectMillis);
        outcome.tryComplete(new Failed(Excerpt.of(scrubbed(reason)), null));
    }
}
