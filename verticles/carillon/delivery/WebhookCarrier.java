package carillon.delivery;

import carillon.json.Redaction;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.AttemptResult.Rejected;
import carillon.message.AttemptResult.Verdict;
import carillon.message.DeliveryMessage.Order;
import carillon.task.Action;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Sends webhooks. To be used on one event loop. */
final class WebhookCarrier implements Carrier {

    private final Tools tools;
    private final Signer signer;
    private final Remembered<WebhookUrl> urls = new Remembered<>(WebhookUrl::parse);

    WebhookCarrier(Tools tools, Signer signer) {
        this.tools = tools;
        this.signer = signer;
    }

    /** What every exchange needs. */
    record Tools(
            Vertx vertx,
            Connections connections,
            HostResolver resolver,
            AddressGuard guard,
            ToldTime time,
            RandomGenerator random) {}

    /** Where the present signature comes from. */
    @FunctionalInterface
    interface Signer {
        /** Null while the secrets are not known. */
        @Nullable
        WebhookSignature signature();
    }

    @Override
    public Future<Verdict> carry(Order order, Gate gate) {
        if (!(order.action() instanceof Action.Webhook webhook)) {
            throw new IllegalArgumentException(order.action() + " is no webhook");
        }
        WebhookSignature signature = signer.signature();
        if (signature == null) {
            return Future.succeededFuture(new NotStarted("the webhook secrets are not known yet"));
        }
        try {
            WebhookUrl url = urls.of(webhook.url());
            return new WebhookExchange(tools, signature, order, webhook, url, gate).run();
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(new Rejected(Redaction.scrubbed(String.valueOf(e.getMessage()), webhook)));
        }
    }
}
