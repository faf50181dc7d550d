package carillon.http;

import carillon.bus.Bus;
import carillon.bus.Request;
import carillon.json.SecretsEncoder;
import carillon.message.StoreMessage;
import carillon.message.WebhookSecrets;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** {@code /secrets/webhook}: the secrets that sign webhooks, shown and changed. */
final class SecretRoutes {

    static final String SECRETS = "/secrets/webhook";

    private static final Pattern ID = Pattern.compile("\\d{1,18}");

    private final Bus bus;

    SecretRoutes(Bus bus) {
        this.bus = bus;
    }

    Future<Answer> show(RoutingContext request) {
        Query.of(request).requireOnly();
        return ask(new StoreMessage.AskSecrets()).map(secrets -> answer(200, secrets));
    }

    Future<Answer> rotate(RoutingContext request) {
        Query.of(request).requireOnly();
        return ask(new StoreMessage.RotateSecrets()).map(secrets -> switch (secrets.status()) {
            case DONE -> answer(201, secrets);
            case UNKNOWN, NOT_NOW ->
                throw Refusal.of(
                        409, "two secrets are active; once every receiver knows the newer one, DELETE the older one");
        });
    }

    Future<Answer> retire(RoutingContext request) {
        Query.of(request).requireOnly();
        String id = String.valueOf(request.pathParam("id"));
        if (!ID.matcher(id).matches()) {
            throw unknown();
        }
        return ask(new StoreMessage.RetireSecret(Long.parseLong(id))).map(secrets -> switch (secrets.status()) {
            case DONE -> Answer.noContent();
            case UNKNOWN -> throw unknown();
            case NOT_NOW -> throw Refusal.of(409, "this is the only active secret; POST " + SECRETS + "/rotate first");
        });
    }

    private <Q extends StoreMessage & Request<WebhookSecrets>> Future<WebhookSecrets> ask(Q message) {
        return bus.request(StoreMessage.ADDRESS, message, HttpLimits.STORE_ANSWER_MILLIS);
    }

    private static Answer answer(int status, WebhookSecrets secrets) {
        return Answer.json(status, SecretsEncoder.secrets(secrets.active()));
    }

    private static Refusal unknown() {
        return Refusal.of(404, "no active secret has this id; GET " + SECRETS + " shows them");
    }
}
