package carillon.http;

import carillon.config.NodeConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The certificate of the API and its key: read at the start, and again when their files change, so that a renewed one
 * needs no restart. Connections that are open keep the one that they began with.
 */
final class Certificate {

    private static final Logger LOG = System.getLogger(Certificate.class.getName());

    private final Vertx vertx;
    private final NodeConfig.Tls files;
    private Pair serving = new Pair(Buffer.buffer(), Buffer.buffer());
    private @Nullable Pair refused;

    /** The contents of both files. */
    record Pair(Buffer certificate, Buffer key) {

        PemKeyCertOptions options() {
            return new PemKeyCertOptions().setCertValue(certificate).setKeyValue(key);
        }
    }

    Certificate(Vertx vertx, NodeConfig.Tls files) {
        this.vertx = vertx;
        this.files = files;
    }

    /** What a server begins with. Fails with an {@link IllegalArgumentException} that says what is wrong. */
    Future<PemKeyCertOptions> first() {
        return read().compose(this::check).map(pair -> {
            serving = pair;
            return pair.options();
        });
    }

    /** Looks at the files again and again; a pair that is wrong is told once, and the last good one stays. */
    void watch(HttpServer server) {
        vertx.setPeriodic(HttpLimits.CERTIFICATE_READ_MILLIS, timer -> renew(server)
                .onFailure(failure -> LOG.log(
                        Level.WARNING,
                        "The new certificate is not used, the last one stays: {0}",
                        failure.getMessage())));
    }

    /** Has the server use what is in the files now; answers whether it is something new. */
    Future<Boolean> renew(HttpServer server) {
        return read().compose(pair -> pair.equals(serving) || pair.equals(refused)
                ? Future.succeededFuture(false)
                : check(pair).onFailure(wrong -> refused = pair).compose(good -> use(server, good)));
    }

    private Future<Boolean> use(HttpServer server, Pair pair) {
        ServerSSLOptions options = new ServerSSLOptions().setKeyCertOptions(pair.options());
        return server.updateSSLOptions(options).map(used -> {
            serving = pair;
            LOG.log(Level.INFO, "The certificate in {0} is used from now on", files.certificate());
            return true;
        });
    }

    private Future<Pair> read() {
        return readFile("tls.certificate", files.certificate())
                .compose(certificate -> readFile("tls.key", files.key()).map(key -> new Pair(certificate, key)));
    }

    private Future<Buffer> readFile(String setting, String file) {
        return vertx.fileSystem()
                .readFile(file)
                .recover(failure -> Future.failedFuture(new IllegalArgumentException(
                        setting + " names " + file + ", which cannot be read: " + causeOf(failure))));
    }

    private Future<Pair> check(Pair pair) {
        return vertx.executeBlocking(() -> {
                    KeyPairs.requireMatch(pair.options().getKeyManagerFactory(vertx));
                    return pair;
                })
                .map(Objects::requireNonNull)
                .recover(failure -> Future.failedFuture(new IllegalArgumentException(
                        "tls.certificate and tls.key must be a certificate and its private key (PKCS #8) in PEM; in "
                                + String.join(" and ", Arrays.asList(files.certificate(), files.key())) + " is "
                                + causeOf(failure))));
    }

    private static String causeOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return String.valueOf((cause == null ? failure : cause).getMessage());
    }
}
