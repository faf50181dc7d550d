package carillon.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhooks by the scheme v1 of Standard Webhooks 1.0.0: HMAC-SHA256 over id, timestamp and body, joined by dots.
 *
 * <p>For use by one thread: the states of its digests are used again and again.
 */
final class WebhookSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String SECRET_PREFIX = "whsec_";
    private static final String VERSION_PREFIX = "v1,";

    private final List<Mac> macs;

    private WebhookSignature(List<Mac> macs) {
        this.macs = macs;
    }

    /**
     * Makes signatures with every one of the secrets, in their order.
     *
     * @param secrets in base64, with or without {@code whsec_} in front
     * @throws IllegalArgumentException if there is none, or one is empty or no base64
     */
    static WebhookSignature of(List<String> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("no webhook secret is active");
        }
        List<Mac> macs = new ArrayList<>(secrets.size());
        for (String secret : secrets) {
            macs.add(mac(secret.startsWith(SECRET_PREFIX) ? secret.substring(SECRET_PREFIX.length()) : secret));
        }
        return new WebhookSignature(macs);
    }

    /**
     * The value of the header {@code webhook-signature}: one signature for each secret, a space between them.
     *
     * @param timestampSeconds seconds since 1970, as sent in {@code webhook-timestamp}
     */
    String sign(String id, long timestampSeconds, byte[] body) {
        byte[] head = (id + '.' + timestampSeconds + '.').getBytes(StandardCharsets.UTF_8);
        StringJoiner signatures = new StringJoiner(" ");
        for (Mac mac : macs) {
            mac.update(head);
            signatures.add(VERSION_PREFIX + Base64.getEncoder().encodeToString(mac.doFinal(body)));
        }
        return signatures.toString();
    }

    private static Mac mac(String secret) {
        byte[] key = Base64.getDecoder().decode(secret);
        if (key.length == 0) {
            throw new IllegalArgumentException("a webhook secret is empty");
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("a webhook secret is no key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
