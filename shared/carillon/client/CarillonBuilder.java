package carillon.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Describes a {@link Carillon}. For one thread. */
public final class CarillonBuilder {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

    private final URI address;
    private final HttpClient.Builder http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_MAX);
    private @Nullable String token;
    private Duration timeout = Duration.ofSeconds(30);
    private Duration retryFor = Duration.ofSeconds(30);
    private Time time = Time.SYSTEM;

    CarillonBuilder(URI address) {
        this.address = address;
    }

    /** Sent with each call, for nodes that take tokens. Over http it can be read by whoever is on the way. */
    public CarillonBuilder token(String token) {
        this.token = token;
        return this;
    }

    /** How long one answer, or one line of many, is waited for; 30 seconds when nothing is said. */
    public CarillonBuilder timeout(Duration timeout) {
        this.timeout = timeout;
        return this;
    }

    /** How long a call is tried again, from its begin on; 30 seconds when nothing is said, zero for not at all. */
    public CarillonBuilder retryFor(Duration most) {
        this.retryFor = most;
        return this;
    }

    /** Whom to trust over https; whom the JVM trusts when nothing is said. */
    public CarillonBuilder tls(SSLContext context) {
        http.sslContext(context);
        return this;
    }

    /** For tests that do not wait. */
    CarillonBuilder time(Time time) {
        this.time = time;
        return this;
    }

    /** Opens no connection yet. */
    public Carillon build() {
        return new Carillon(new Wire(http.build(), address, token, timeout, retryFor, time));
    }
}
