package carillon.json;

import carillon.message.WebhookSecrets;
import com.fasterxml.jackson.core.JsonGenerator;
import java.util.List;

/** Writes webhook secrets in the form of Standard Webhooks, for the eyes of an admin. */
public final class SecretsEncoder {

    private SecretsEncoder() {}

    public static byte[] secrets(List<WebhookSecrets.Secret> secrets) {
        return JsonWriting.toBytes(to -> {
            JsonGenerator out = to.out();
            out.writeStartObject();
            out.writeArrayFieldStart("secrets");
            for (WebhookSecrets.Secret secret : secrets) {
                out.writeStartObject();
                out.writeNumberField("id", secret.id());
                out.writeStringField("secret", "whsec_" + secret.key());
                out.writeStringField("createdAt", Rfc3339.text(secret.createdAt()));
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }
}
