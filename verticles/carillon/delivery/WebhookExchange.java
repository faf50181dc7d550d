package carillon.delivery;

import carillon.delivery.Mishap.Phase;
import carillon.json.Redaction;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.AttemptResult.Rejected;
import carillon.message.AttemptResult.Verdict;
import carillon.message.DeliveryMessage.Order;
import carillon.task.Action;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
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
    private @Nullable HttpClientRequest request;
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
        tools.resolver()
                .resolve(url.host())
                .compose(this::connectIfAllowed)
                .onComplete(outcome::tryComplete, failure -> outcome.tryComplete(verdictOf(failure)));
        return outcome.future().onComplete(verdict -> tools.vertx().cancelTimer(timer));
    }

    private Future<Verdict> connectIfAllowed(List<InetAddress> addresses) {
        InetAddress refused = tools.guard().firstRefused(addresses);
        if (refused != null) {
            String address = refused.getHostAddress();
            return Future.succeededFuture(new Rejected(url.host() + " is at " + address
                    + ", which is no public address; to allow it, set delivery.allow to a range that contains it"));
        }
        phase = Phase.CONNECTING;
        connectMillis = Math.max(1, order.timeoutMillis() / addresses.size());
        return connect(addresses, 0).compose(this::exchange);
    }

    /** Tries one address after the other. */
    private Future<HttpClientRequest> connect(List<InetAddress> addresses, int index) {
        tried = addresses.get(index);
        Future<HttpClientRequest> connected =
                tools.client().request(options(addresses.get(index)).setConnectTimeout(connectMillis));
        boolean last = index + 1 == addresses.size();
        return last
                ? connected
                : connected.recover(failure -> isOver() ? Future.failedFuture(failure) : connect(addresses, index + 1));
    }

    private RequestOptions options(InetAddress checked) {
        return new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(url.port(), checked.getHostAddress()))
                .setHost(url.hostInAuthority())
                .setPort(url.port())
                .setSsl(url.tls())
                .setMethod(HttpMethod.valueOf(webhook.method()))
                .setURI(url.pathAndQuery())
                .setFollowRedirects(false);
    }

    private Future<Verdict> exchange(HttpClientRequest connected) {
        request = connected;
        // The answer's future tells of it too; without a handler Vert.x writes it into the log as well.
        connected.exceptionHandler(known -> {});
        try {
            WebhookHeaders.of(order, webhook.headers(), signature, tools.clock().epochMillis(), tools.random())
                    .forEach(connected::putHeader);
        } catch (IllegalArgumentException e) {
            Connections.drop(connected);
            return Future.succeededFuture(new Rejected(scrubbed(String.valueOf(e.getMessage()))));
        }
        NotStarted refusal = isOver() ? new NotStarted("timed out") : gate.refusal();
        if (refusal != null) {
            Connections.drop(connected);
            return Future.succeededFuture(refusal);
        }
        phase = Phase.WAITING;
        return send(connected)
                .compose(this::read)
                .map(answer -> answer.verdict(tools.clock().epochMillis()));
    }

    private Future<Answer> read(HttpClientResponse response) {
        phase = Phase.READING;
        return AnswerReader.read(response, this::scrubbed);
    }

    /** A receiver may answer with what it was sent, and what it answers is kept. */
    private String scrubbed(String text) {
        return Redaction.scrubbed(text, webhook);
    }

    private Future<HttpClientResponse> send(HttpClientRequest connected) {
        Future<Void> sent = order.payload().isNone()
                ? connected.end()
                : connected.end(Buffer.buffer(order.payload().bytes()));
        return sent.compose(left -> {
            gate.left();
            return connected.response();
        });
    }

    private void timeOut() {
        String reason = scrubbed("timed out after " + order.timeoutMillis() + " ms while " + phase.at(place()));
        if (outcome.tryComplete(new Failed(Excerpt.of(reason), null)) && request != null) {
            Connections.drop(request);
        }
    }

    private String place() {
        return phase == Phase.LOOKING_UP ? url.host() : url.place(tried);
    }

    private boolean isOver() {
        return outcome.future().isComplete();
    }

    private Verdict verdictOf(Throwable failure) {
        LOG.log(Level.DEBUG, () -> "An exchange with " + place() + " failed", failure);
        String reason = Mishap.words(failure, phase, place(), connectMillis);
        return new Failed(Excerpt.of(scrubbed(reason)), null);
    }
}
