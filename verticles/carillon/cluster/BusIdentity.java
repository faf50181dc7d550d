package carillon.cluster;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PfxOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Set;

/**
 * What the event buses of a cluster show each other: an Ed25519 key that follows from the secret, with a certificate by
 * itself, the same in every process. Each trusts this one certificate and no other, so only who knows the secret can
 * connect or be connected to, and nobody has certificates to hand out.
 */
public final class BusIdentity {

    private static final String PURPOSE = "the key of the event bus";
    private static final String ALGORITHM = "Ed25519";
    private static final String ENTRY = "carillon";
    /** Guards nothing: the stores with it never leave the memory. PKCS #12 does not do without. */
    private static final String PASSWORD = "in memory";

    private static final byte[] ED25519 = Der.sequence(Der.identifier(0x2b, 0x65, 0x70));
    private static final byte[] NAME =
            Der.sequence(Der.set(Der.sequence(Der.identifier(0x55, 0x04, 0x03), Der.text("carillon cluster"))));
    /** It ends with the secret, not with time. */
    private static final byte[] VALIDITY = Der.sequence(Der.time("20000101000000Z"), Der.time("99991231235959Z"));

    private BusIdentity() {}

    /** Has an event bus speak TLS 1.3 only, and only with those who have the same key. */
    public static void secure(EventBusOptions options, ClusterKey key) {
        try {
            KeyPair pair = pair(key.derive(PURPOSE));
            Certificate certificate = certificate(pair);
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry(ENTRY, pair.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {certificate});
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ENTRY, certificate);
            options.setSsl(true)
                    .setClientAuth(ClientAuth.REQUIRED)
                    .setTrustAll(false)
                    .setKeyCertOptions(stored(own))
                    .setTrustOptions(stored(trusted))
                    .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"));
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(
                    "the key of the event bus cannot be made: " + failure.getMessage(), failure);
        }
    }

    /** The pair whose private key is these 32 bytes: as RFC 8032 has it, a generator's random bytes are the key. */
    private static KeyPair pair(byte[] privateKey) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(255, new Known(privateKey));
        return generator.generateKeyPair();
    }

    private static Certificate certificate(KeyPair pair) throws GeneralSecurityException {
        byte[] content = Der.sequence(
                Der.tagged(0, Der.integer(2)),
                Der.integer(1),
                ED25519,
                NAME,
                VALIDITY,
                NAME,
                pair.getPublic().getEncoded());
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(pair.getPrivate());
        signature.update(content);
        byte[] certificate = Der.sequence(content, ED25519, Der.bits(signature.sign()));
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    private static PfxOptions stored(KeyStore store) throws GeneralSecurityException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, PASSWORD.toCharArray());
        return new PfxOptions().setValue(Buffer.buffer(bytes.toByteArray())).setPassword(PASSWORD);
    }

    /** Random bytes that are known before. */
    private static final class Known extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final byte[] known;

        Known(byte[] known) {
            this.known = known.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != known.length) {
                throw new IllegalStateException("a private key has " + known.length + " bytes, not " + bytes.length);
            }
            System.arraycopy(known, 0, bytes, 0, bytes.length);
        }
    }
}
