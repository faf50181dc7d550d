package carillon.store;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Closes cursors to their readers: a cursor is taken only where it was given out, for the same list, unchanged. All
 * nodes of a database share the key.
 */
final class Seal {

    private static final String ALGORITHM = "HmacSHA256";
    /** Enough to tell a cursor from a guess; nothing is protected by it but the reader from a wrong page. */
    private static final int TAG_BYTES = 8;

    private static final String KEY = "SELECT value FROM constant WHERE name = 'cursorKey'";

    private final SecretKeySpec key;

    Seal(String secret) {
        key = new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), ALGORITHM);
    }

    /** The seal of a database. */
    static Future<Seal> of(Database database) {
        return database.query(KEY).map(rows -> new Seal(rows.iterator().next().getString("value")));
    }

    /** @param list what names the list, filters included */
    String close(String list, Cursor cursor) {
        byte[] text = cursor.text().getBytes(StandardCharsets.UTF_8);
        byte[] sealed = ByteBuffer.allocate(TAG_BYTES + text.length)
                .put(tag(list, text))
                .put(text)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /**
     * Opens what {@link #close} gave out for the same list; null is the start.
     *
     * @throws BusFailure REFUSED for anything else
     */
    Cursor open(String list, @Nullable String sealed, Cursor start) {
        if (sealed == null) {
            return start;
        }
        byte[] bytes = decode(sealed);
        byte[] text = Arrays.copyOfRange(bytes, Math.min(TAG_BYTES, bytes.length), bytes.length);
        boolean canonical =
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(sealed);
        if (!canonical || !MessageDigest.isEqual(tag(list, text), Arrays.copyOf(bytes, TAG_BYTES))) {
            throw refused();
        }
        return Cursor.of(new String(text, StandardCharsets.UTF_8));
    }

    private static byte[] decode(String sealed) {
        try {
            return Base64.getUrlDecoder().decode(sealed);
        } catch (IllegalArgumentException garbled) {
            throw refused();
        }
    }

    private byte[] tag(String list, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(list.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(text), TAG_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }

    private static BusFailure refused() {
        return new BusFailure(
                FailureCode.REFUSED,
                "no page of this list ended with this cursor: take it over unchanged, with the" + " same filters");
    }
}
