package carillon.delivery;

import carillon.bus.Bus;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.AskConstants;
import io.vertx.core.Vertx;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The webhook secrets, asked for until the store tells them, and again so that a rotation takes effect. */
final class Secrets implements WebhookCarrier.Signer {

    private static final long ANSWER_MILLIS_MAX = TimeUnit.SECONDS.toMillis(5);
    private static final long REFRESH_MILLIS = TimeUnit.SECONDS.toMillis(2);
    private static final long RETRY_MILLIS = 500;

    private static final Logger LOG = System.getLogger(Secrets.class.getName());

    private final Vertx vertx;
    private final Bus bus;
    private @Nullable WebhookSignature signature;
    private boolean waiting;

    Secrets(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
    }

    /** Asks once, and goes on asking. */
    void ask() {
        bus.request(StoreMessage.ADDRESS, new AskConstants(), ANSWER_MILLIS_MAX)
                .map(constants -> WebhookSignature.of(constants.webhookSecrets()))
                .onComplete(
                        known -> {
                            signature = known;
                            if (waiting) {
                                LOG.log(Level.INFO, "The store told the webhook secrets");
                                waiting = false;
                            }
                            again(REFRESH_MILLIS);
                        },
                        failure -> {
                            saySoOnce(failure);
                            again(RETRY_MILLIS);
                        });
    }

    @Override
    public @Nullable WebhookSignature signature() {
        return signature;
    }

    /** Those that are known sign on, so that only who has none waits. */
    private void saySoOnce(Throwable failure) {
        if (signature == null && !waiting) {
            LOG.log(
                    Level.INFO,
                    "Webhooks wait for a StoreVerticle, which tells the secrets that sign them: {0}",
                    failure.getMessage());
            waiting = true;
        }
    }

    private void again(long millis) {
        vertx.setTimer(millis, timer -> ask());
    }
}
