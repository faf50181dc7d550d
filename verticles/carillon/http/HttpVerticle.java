package carillon.http;

import carillon.bus.Bus;
import carillon.config.NodeConfig;
import carillon.time.Clock;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Serves the API. Instances share a port and nothing else, and any number may be deployed. */
public final class HttpVerticle extends VerticleBase {

    private static final String CONTRACT = "openapi.json";

    private @Nullable HttpServer server;

    @Override
    public Future<?> start() {
        NodeConfig.Http config = NodeConfig.read(config(), Map.of()).http();
        return vertx.fileSystem().readFile(CONTRACT).compose(contract -> listen(config, contract));
    }

    /** Takes no more requests, and answers those that are under way. */
    @Override
    public Future<?> stop() {
        return server == null
                ? Future.succeededFuture()
                : server.shutdown(HttpLimits.DRAIN_SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** The port that is listened on, once started. */
    int port() {
        return server == null ? -1 : server.actualPort();
    }

    private static Throwable refused(NodeConfig.Http config, Throwable failure) {
        return new IllegalStateException(
                "the API cannot listen on %s port %d: %s. Stop what does, or choose another port with PORT"
                        .formatted(config.host(), config.port(), failure.getMessage()),
                failure);
    }

    private Future<HttpServer> listen(NodeConfig.Http config, Buffer contract) {
        Api.Surroundings around = new Api.Surroundings(vertx, new Bus(vertx), Clock.system(), Metrics.globalRegistry);
        HttpServer made = vertx.createHttpServer(new HttpServerOptions()
                        .setHost(config.host())
                        .setPort(config.port())
                        .setMaxInitialLineLength(HttpLimits.REQUEST_LINE_BYTES_MAX)
                        .setMaxHeaderSize(HttpLimits.HEADERS_BYTES_MAX)
                        .setIdleTimeout(HttpLimits.IDLE_SECONDS_MAX)
                        .setHandle100ContinueAutomatically(true)
                        .setHttp2ClearTextEnabled(false))
                .requestHandler(Api.router(around, config, contract))
                .invalidRequestHandler(Replies::refuseMalformed);
        server = made;
        return made.listen().recover(failure -> Future.failedFuture(refused(config, failure)));
    }
}
