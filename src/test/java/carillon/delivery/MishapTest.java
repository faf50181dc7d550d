package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import carillon.delivery.Mishap.Phase;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The failures that no socket of this machine can be made to show. */
class MishapTest {

    private static final String PLACE = "h.example port 443";

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new IOException("finishConnect(..) failed: Connection refused: /10.0.0.1:443"),
                        "connection refused by " + PLACE + ": nothing takes connections there"),
                Arguments.of(
                        new NoRouteToHostException("Host is down"),
                        PLACE + " cannot be reached: there is no way to it from this node"),
                Arguments.of(
                        new IOException("connect(..) failed: Network is unreachable"),
                        PLACE + " cannot be reached: there is no way to it from this node"),
                Arguments.of(
                        handshake(new CertPathValidatorException(
                                "validity check failed", new CertificateExpiredException("NotAfter: …"))),
                        "the certificate of " + PLACE + " has expired"),
                Arguments.of(
                        handshake(new CertificateNotYetValidException("NotBefore: …")),
                        "the certificate of " + PLACE + " is not valid yet"),
                Arguments.of(
                        handshake(new CertificateException("Certificates do not conform to algorithm constraints")),
                        "the certificate of " + PLACE + " is not accepted"),
                Arguments.of(
                        handshake(new SslHandshakeTimeoutException("handshake timed out after 10000ms")),
                        "timed out while agreeing with " + PLACE + " on how to encrypt"),
                Arguments.of(
                        new SSLHandshakeException("Received fatal alert: protocol_version"),
                        PLACE + " and this node cannot agree on how to encrypt the connection"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_failed_connection_is_told_in_plain_words(Throwable failure, String words) {
        assertEquals(words, Mishap.words(failure, Phase.CONNECTING, PLACE, 1_000));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void no_name_of_a_class_is_told_in_any_phase(Throwable failure) {
        for (Phase phase : Phase.values()) {
            assertFalse(
                    Mishap.words(new IOException(failure), phase, PLACE, 1_000).contains("Exception"), phase::name);
        }
    }

    @Test
    void what_nobody_foresaw_is_told_as_it_is() {
        assertEquals(
                "failed while reading the answer of " + PLACE + ": the moon fell down",
                Mishap.words(new IOException("the moon fell down"), Phase.READING, PLACE, 1_000));
        assertEquals(
                "failed while looking up the host h.example",
                Mishap.words(new IOException(), Phase.LOOKING_UP, "h.example", 1_000));
    }

    private static Exception handshake(Exception cause) {
        SSLHandshakeException handshake = new SSLHandshakeException("Failed to create SSL connection");
        handshake.initCause(cause);
        return handshake;
    }
}
