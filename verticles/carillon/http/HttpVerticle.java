package carillon.http;

import carillon.bus.Bus;
import carillon.config.Loopback;
import carillon.config.NodeConfig;
import carillon.time.Clock;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Serves the API. Instances share a port and nothing else, and any number may be deployed. */
public final class HttpVerticle extends VerticleBase {

    private static final Logger LOG = System.getLogger(HttpVerticle.class.getName());
    private static final String CONTRACT = "openapi.json";

    private final @Nullable Future<?> fires;
    private @Nullable HttpServer server;
    private @Nullable Certificate certificate;
    private @Nullable Audit audit;

    /** An API by itself: it is ready when anybody takes its work. */
    public HttpVerticle() {
        fires = null;
    }

    /**
     * The API of a whole node: it is not ready before that node does its work itself.
     *
     * @param fires completes when the timer, the handlers and the delivery of the node are there
     */
    public HttpVerticle(Future<?> fires) {
        this.fires = fires;
    }

    @Override
    public Future<?> start() {
        NodeConfig.Http config = NodeConfig.read(config(), Map.of()).http();
        return vertx.fileSystem()
                .readFile(CONTRACT)
                .compose(contract -> DocsPage.read(vertx).map(docs -> new Api.Documents(contract, docs)))
                .compose(documents -> optionsOf(config).compose(options -> listen(config, options, documents)))
                .onSuccess(listening -> warnOfPlainText(config));
    }

    /** Takes no more requests, answers those that are under way, and writes the last of the audit. */
    @Override
    public Future<?> stop() {
        HttpServer serving = server;
        Audit recording = audit;
        if (serving == null || recording == null) {
            return Future.succeededFuture();
        }
        return serving.shutdown(HttpLimits.DRAIN_SECONDS_MAX, TimeUnit.SECONDS).eventually(recording::flush);
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

    /** Reads the certificate again, at once; answers whether it is a new one. */
    Future<Boolean> renewCertificate() {
        return certificate == null || server == null ? Future.succeededFuture(false) : certificate.renew(server);
    }

    private Future<HttpServerOptions> optionsOf(NodeConfig.Http config) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setMaxInitialLineLength(HttpLimits.REQUEST_LINE_BYTES_MAX)
                .setMaxHeaderSize(HttpLimits.HEADERS_BYTES_MAX)
                .setIdleTimeout(HttpLimits.IDLE_SECONDS_MAX)
                .setHandle100ContinueAutomatically(true)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHttp2ClearTextEnabled(false);
        NodeConfig.Tls tls = config.tls();
        if (tls == null) {
            return Future.succeededFuture(options);
        }
        certificate = new Certificate(vertx, tls);
        return certificate.first().map(pair -> options.setSsl(true)
                .setUseAlpn(false)
                .setSslHandshakeTimeout(HttpLimits.TLS_HANDSHAKE_MILLIS_MAX)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeyCertOptions(pair));
    }

    private Future<HttpServer> listen(NodeConfig.Http config, HttpServerOptions options, Api.Documents documents) {
        Clock clock = Clock.system();
        Bus bus = new Bus(vertx);
        WholeNode node = fires == null ? null : new WholeNode(fires, bus.member());
        Api.Surroundings around = new Api.Surroundings(vertx, bus, clock, Metrics.globalRegistry, node);
        OpenConnections connections = new OpenConnections(
                vertx,
                clock,
                new OpenConnections.Limits(
                        HttpLimits.CONNECTIONS_MAX,
                        HttpLimits.FIRST_REQUEST_MILLIS_MAX,
                        HttpLimits.BODY_MILLIS_MAX,
                        HttpLimits.NEXT_REQUEST_MILLIS_MAX,
                        HttpLimits.SLOW_SWEEP_MILLIS));
        audit = new Audit(vertx, Metrics.globalRegistry);
        HttpServer made = vertx.createHttpServer(options)
                .connectionHandler(connection -> {
                    Bursts.gather(connection);
                    connections.open(connection);
                })
                .requestHandler(
                        new HostHeader(Api.router(around, config, new Api.Watchers(connections, audit), documents)))
                .invalidRequestHandler(Replies::refuseMalformed);
        server = made;
        return made.listen()
                .recover(failure -> Future.failedFuture(refused(config, failure)))
                .onSuccess(listening -> {
                    if (certificate != null) {
                        certificate.watch(listening);
                    }
                });
    }

    private static void warnOfPlainText(NodeConfig.Http config) {
        if (config.tls() == null && !Loopback.isLoopback(config.host())) {
            LOG.log(
                    Level.WARNING,
                    "Tokens and tasks travel in plain text: others can reach {0}, and tls.certificate is not set; set"
                            + " it with tls.key, or have a proxy in front speak TLS",
                    config.host());
        }
    }
}
