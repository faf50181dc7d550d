package carillon.http;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;

/** Tells whether a private key belongs to a certificate, which a handshake would tell to clients only. */
final class KeyPairs {

    private static final byte[] PROBE = {1, 2, 3};

    private KeyPairs() {}

    /** Throws unless something signed with each key is verified with its certificate. */
    static void requireMatch(KeyManagerFactory factory) throws GeneralSecurityException {
        for (KeyManager manager : factory.getKeyManagers()) {
            if (manager instanceof X509KeyManager keys) {
                for (String type : new String[] {"RSA", "EC", "EdDSA"}) {
                    requireMatch(keys, keys.getServerAliases(type, null));
                }
            }
        }
    }

    private static void requireMatch(X509KeyManager keys, String[] aliases) throws GeneralSecurityException {
        for (String alias : aliases == null ? new String[0] : aliases) {
            requireMatch(keys.getPrivateKey(alias), keys.getCertificateChain(alias)[0].getPublicKey());
        }
    }

    private static void requireMatch(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            throw new GeneralSecurityException("a key of another kind than that of the certificate");
        }
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(PROBE);
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(certified);
        verifying.update(PROBE);
        if (!verifying.verify(signing.sign())) {
            throw new GeneralSecurityException("a key that is not the one of the certificate");
        }
    }
}
