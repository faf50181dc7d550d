package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API over TLS, with real certificates on real sockets. */
class TlsTest {

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final HttpVerticle verticle = new HttpVerticle();

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void the_api_is_served_with_the_certificate_of_the_files() throws Exception {
        TestCertificate first = TestCertificate.make(folder, "api");
        deploy(first.certificate(), first.key());
        assertEquals(200, get(first));
    }

    @Test
    void a_renewed_certificate_is_used_without_a_restart() throws Exception {
        TestCertificate first = TestCertificate.make(folder, "api");
        deploy(first.certificate(), first.key());
        assertFalse(await(verticle.renewCertificate()), "nothing has changed");
        TestCertificate second = TestCertificate.make(folder, "next");
        replace(second.certificate(), first.certificate());
        replace(second.key(), first.key());
        assertTrue(await(verticle.renewCertificate()));
        assertEquals(200, get(second));
        assertThrows(SSLHandshakeException.class, () -> get(first));
    }

    @Test
    void a_new_certificate_without_its_key_is_not_used() throws Exception {
        TestCertificate first = TestCertificate.make(folder, "api");
        deploy(first.certificate(), first.key());
        replace(TestCertificate.make(folder, "next").certificate(), first.certificate());
        assertMisled("is not the one of the certificate", verticle.renewCertificate());
        assertEquals(200, get(first));
    }

    @Test
    void files_that_are_none_are_told_at_the_start() throws IOException {
        TestCertificate good = TestCertificate.make(folder, "api");
        Path none = folder.resolve("none.pem");
        assertMisled("tls.certificate names " + none, started(none, good.key()));
        assertMisled("tls.key names " + none, started(good.certificate(), none));
        Files.writeString(none, "no PEM");
        assertMisled("must be a certificate and its private key", started(good.certificate(), none));
        assertMisled("must be a certificate and its private key", started(none, good.key()));
    }

    private void deploy(Path certificate, Path key) {
        await(started(certificate, key));
    }

    private Future<String> started(Path certificate, Path key) {
        JsonObject tls =
                new JsonObject().put("certificate", certificate.toString()).put("key", key.toString());
        JsonObject config = new JsonObject().put("port", 0).put("tls", tls);
        return vertx.deployVerticle(verticle, new DeploymentOptions().setConfig(config));
    }

    private int get(TestCertificate trusted) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(trusting(trusted)).build()) {
            URI uri = URI.create("https://localhost:" + verticle.port() + "/health/live");
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static SSLContext trusting(TestCertificate trusted) throws GeneralSecurityException, IOException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        java.security.KeyStore only = java.security.KeyStore.getInstance("PKCS12");
        only.load(null, null);
        only.setCertificateEntry("api", trusted.store().getCertificate("api"));
        trust.init(only);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static void replace(Path by, Path file) throws IOException {
        Files.copy(by, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void assertMisled(String part, Future<?> failing) {
        CompletionException failure = assertThrows(CompletionException.class, () -> await(failing));
        IllegalArgumentException told = assertInstanceOf(IllegalArgumentException.class, failure.getCause());
        assertTrue(String.valueOf(told.getMessage()).contains(part), told::getMessage);
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
