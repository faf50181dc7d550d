package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.AttemptResult.Verdict;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsDeliveryTest {

    private static final String PASSWORD = "test-only";

    @TempDir
    Path folder;

    @Test
    void the_certificate_is_checked_against_the_name_although_the_address_is_connected_to() throws Exception {
        PfxOptions store = keyStore("receiver.example");
        BlockingQueue<String> serverNames = new LinkedBlockingQueue<>();
        try (DeliveryFixture fixture = fixture(store)) {
            HttpServerOptions tls =
                    new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(store);
            Receiver receiver = Receiver.start(fixture.vertx, tls, request -> {
                serverNames.add(String.valueOf(request.connection().indicatedServerName()));
                Receiver.reply(request, 200, "");
            });

            assertEquals(new Succeeded(), verdict(fixture, receiver, "receiver.example"));
            assertEquals("receiver.example", Waiting.take(serverNames, "no server name"));
            assertInstanceOf(Failed.class, verdict(fixture, receiver, "other.example"));
            assertEquals(1, receiver.requests());
        }
    }

    private static Verdict verdict(DeliveryFixture fixture, Receiver receiver, String host) {
        return fixture.verdictOf(Orders.webhook(host, "https://" + host + ":" + receiver.port() + "/"));
    }

    private static DeliveryFixture fixture(PfxOptions trusted) {
        return new DeliveryFixture(
                new JsonObject().put("loopbackAllowed", true),
                host -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress())),
                new HttpClientOptions().setTrustOptions(trusted));
    }

    private PfxOptions keyStore(String host) throws IOException, InterruptedException {
        Path file = folder.resolve("receiver.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertEquals(0, process.waitFor());
        return new PfxOptions().setPath(file.toString()).setPassword(PASSWORD);
    }
}
