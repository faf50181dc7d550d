package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import carillon.http.TestCertificate;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.AttemptResult.Verdict;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsDeliveryTest {

    @TempDir
    Path folder;

    @Test
    void the_certificate_is_checked_against_the_name_although_the_address_is_connected_to() throws Exception {
        PfxOptions store = TestCertificate.of(folder, "receiver.example").pfx();
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
}
