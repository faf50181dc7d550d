package carillon.delivery;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why a connection could not be encrypted, in words. */
final class TlsMishap {

    private TlsMishap() {}

    /**
     * Tells a failed handshake.
     *
     * @param causes the outermost first; the innermost that is known says most
     */
    static String words(List<Throwable> causes, String place) {
        return causes.reversed().stream()
                .map(cause -> words(cause, place))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(place + " and this node cannot agree on how to encrypt the connection");
    }

    private static @Nullable String words(Throwable cause, String place) {
        String certificate = "the certificate of " + place;
        return switch (cause) {
            case NotSslRecordException plain ->
                place + " does not speak TLS; if that is right, begin the URL with http://";
            case SslHandshakeTimeoutException late -> "timed out while agreeing with " + place + " on how to encrypt";
            case CertificateExpiredException expired -> certificate + " has expired";
            case CertificateNotYetValidException early -> certificate + " is not valid yet";
            case CertPathBuilderException unknown -> untrusted(certificate);
            case CertPathValidatorException unknown -> untrusted(certificate);
            case CertificateException other ->
                isAboutNames(String.valueOf(other.getMessage()))
                        ? certificate + " does not name that host"
                        : certificate + " is not accepted";
            default -> null;
        };
    }

    private static String untrusted(String certificate) {
        return certificate + " is not trusted: no authority that this node's JVM knows has signed it";
    }

    private static boolean isAboutNames(String message) {
        return message.startsWith("No subject alternative") || message.startsWith("No name matching");
    }
}
