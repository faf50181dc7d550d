package carillon.delivery;

import carillon.config.DeliveryConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.PoolOptions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The HTTP client and its connections. */
final class Connections {

    /** Less than common servers keep an idle connection, so that a request seldom meets one that is closing. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    private static final Logger LOG = System.getLogger(Connections.class.getName());

    private Connections() {}

    /** The client of one instance; its connections live on the loop of whoever asks for them. */
    static HttpClient open(Vertx vertx, DeliveryConfig config, HttpClientOptions options) {
        return vertx.createHttpClient(
                options.setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
                new PoolOptions()
                        .setHttp1MaxSize(config.connectionsPerHostMax())
                        .setMaxWaitQueueSize(config.attemptsMax()));
    }

    /** Gives a request up; its connection is not used again. */
    static void drop(HttpClientRequest request) {
        request.reset().onFailure(e -> LOG.log(Level.DEBUG, "The connection was closed already", e));
    }
}
