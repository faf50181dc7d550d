package carillon.client;

import java.time.Instant;

/**
 * A secret that signs webhooks.
 *
 * @param secret as Standard Webhooks writes it, {@code whsec_} and base64
 */
public record Secret(long id, String secret, Instant createdAt) {

    static Secret of(Members members) {
        return new Secret(
                members.number("id"), members.requiredText("secret"), Instant.parse(members.requiredText("createdAt")));
    }

    /** Without the secret, because this goes into logs. */
    @Override
    public String toString() {
        return "Secret[id=" + id + ", createdAt=" + createdAt + "]";
    }
}
