package carillon.bench;

import carillon.time.Clock;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts webhooks that the library of Standard Webhooks finds genuine, and how late they came. */
final class VerifyingReceiver {

    final Set<String> verified = ConcurrentHashMap.newKeySet();
    final AtomicInteger arrivals = new AtomicInteger();
    final AtomicInteger early = new AtomicInteger();
    final ConcurrentLinkedQueue<Long> latenesses = new ConcurrentLinkedQueue<>();
    final String url;
    private final Webhook library;

    VerifyingReceiver(Rig rig) throws EmptyWebhookSecretException {
        library = new Webhook(
                rig.row("SELECT encode(key, 'base64') FROM secret").getString(0).strip());
        HttpServer server = Rig.await(
                rig.vertx.createHttpServer().requestHandler(this::receive).listen(0, "127.0.0.1"));
        url = "http://127.0.0.1:" + server.actualPort() + "/";
    }

    private void receive(HttpServerRequest request) {
        long now = Clock.system().epochMillis();
        long due = Instant.parse(request.getHeader("carillon-scheduled-for")).toEpochMilli();
        arrivals.incrementAndGet();
        if (now < due) {
            early.incrementAndGet();
        }
        latenesses.add(now - due);
        Map<String, List<String>> headers = new HashMap<>();
        request.headers().forEach(header -> headers.put(header.getKey(), List.of(header.getValue())));
        request.body()
                .compose(body -> {
                    try {
                        library.verify(body.toString(), HttpHeaders.of(headers, (name, value) -> true));
                        verified.add(request.getHeader("carillon-task"));
                    } catch (WebhookVerificationException forged) {
                        System.out.println("not verified: " + forged.getMessage());
                    }
                    return request.response().end();
                })
                .onFailure(gone -> System.out.println("an answer was not read: " + gone));
    }
}
