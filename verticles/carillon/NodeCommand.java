package carillon;

import carillon.bus.Bus;
import carillon.config.ConfigException;
import carillon.config.NodeConfig;
import carillon.handler.Handlers;
import carillon.message.Protocols;
import carillon.node.NodeVerticle;
import carillon.store.StoreVerticle;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Completable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.cli.annotations.Name;
import io.vertx.core.cli.annotations.Summary;
import io.vertx.core.impl.launcher.commands.RunCommand;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.launcher.ExecutionContext;
import io.vertx.core.transport.Transport;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.micrometer.VertxPrometheusOptions;
import io.vertx.micrometer.backends.BackendRegistries;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The command {@code run}: a verticle, ours or a user's, in a Vert.x prepared for Carillon. */
@Name(NodeCommand.NAME)
@Summary("Runs a verticle")
public final class NodeCommand extends RunCommand {

    static final String NAME = "run";

    private static final Set<String> NEED_A_DATABASE = Set.of(Main.class.getName(), StoreVerticle.class.getName());

    private static final String STOPPED_EARLY = "stopped before it had started";

    private final Departures departures = new Departures();
    private GivenClassPath userClasses = new GivenClassPath(null);
    private volatile boolean starting;
    private volatile boolean stopping;
    private volatile boolean refused;
    private NodeConfig settings = NodeConfig.read(new JsonObject(), Map.of());

    /** For the launcher, which fills in the options. */
    public NodeCommand() {}

    /** Refuses what is left over: the parser takes an option that it does not know for one more argument. */
    @Override
    public void setUp(ExecutionContext context) {
        super.setUp(context);
        userClasses = new GivenClassPath(classpath);
        context.commandLine().allArguments().stream()
                .filter(argument -> !argument.equals(mainVerticle))
                .findFirst()
                .ifPresent(NodeCommand::refuseArgument);
    }

    private static void refuseArgument(String argument) {
        throw new BadCommandLine("'" + argument + "' is not understood; './vertx run --help' lists the options");
    }

    @Override
    protected @Nullable JsonObject getJsonFromFileOrString(@Nullable String given, String option) {
        return given == null ? null : GivenJson.read(given, option);
    }

    @Override
    protected void afterConfigParsed(JsonObject config) {
        boolean ours = mainVerticle.startsWith("carillon.");
        JsonObject given = ours ? config : new JsonObject();
        given.put("node", given.getString("node", "node-" + UUID.randomUUID()));
        settings = NodeConfig.read(given, System.getenv());
        if (instances > 1 && mainVerticle.equals(Main.class.getName())) {
            throw new BadCommandLine("a process is one whole node, so -instances cannot be " + instances
                    + "; start more processes with -cluster, or leave it out");
        }
        if (isClustered()
                && NEED_A_DATABASE.contains(mainVerticle)
                && settings.database().url() == null) {
            throw new BadCommandLine("-cluster needs a database that every node reaches: set CARILLON_DATABASE_URL to"
                    + " a postgresql:// URL, or leave -cluster out to use the embedded one");
        }
        if (isClustered()) {
            settings.cluster().checkReach();
        }
        if (ours) {
            config.clear().mergeIn(settings.json());
            // No verticle needs it, and those of users get all that a verticle gets.
            config.getJsonObject("cluster").put("secret", "");
        }
    }

    @Override
    protected void beforeStartingVertx(VertxOptions options) {
        Membership.speak(settings.cluster(), options.getEventBusOptions());
        options.setMetricsOptions(new MicrometerMetricsOptions()
                .setEnabled(true)
                .setPrometheusOptions(new VertxPrometheusOptions().setEnabled(true))
                // Each message of the hot path would be counted twice; the verticles count what matters.
                .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
                .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
                .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
                // Vert.x 5.0.7 accepts before it has them: a connection of that moment would fail with each request.
                .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER));
    }

    @Override
    protected VertxBuilder createVertxBuilder(VertxOptions options) {
        // Named, because Vert.x would take io_uring wherever it loads.
        boolean epoll = Transport.EPOLL != null && Transport.EPOLL.available();
        VertxBuilder builder = Vertx.builder().with(options).withTransport(epoll ? Transport.EPOLL : Transport.NIO);
        return isClustered() ? builder.withClusterManager(Membership.join(settings.cluster(), departures)) : builder;
    }

    @Override
    protected Vertx startVertx() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopEarly, "early-stop"));
        starting = true;
        Vertx started;
        try {
            started = super.startVertx();
        } finally {
            starting = false;
        }
        if (started == null) {
            throw new IllegalStateException("Vert.x did not start; the log says why");
        }
        return started;
    }

    /** Before there is a Vert.x nobody hears of a stop, and there is nothing to wait for. */
    private void stopEarly() {
        if (starting) {
            Launcher.say(STOPPED_EARLY);
            Launcher.halt();
        }
    }

    @Override
    protected void afterStartingVertx(Vertx instance) {
        Bus.install(instance, isClustered() ? Protocols.practisedCodec() : Protocols.codec());
        departures.tell(instance);
        Metrics.addRegistry(BackendRegistries.getDefaultNow());
    }

    @Override
    protected void deploy() {
        if (!mainVerticle.equals(Main.class.getName())) {
            // A whole node deploys it by itself.
            vertx.deployVerticle(NodeVerticle.class, new DeploymentOptions().setConfig(settings.json()))
                    .onFailure(this::refuse);
        }
        deploy(mainVerticle, vertx, deploymentOptions, deployed -> {
            if (deployed.failed()) {
                refuse(deployed.cause());
            } else if (!mainVerticle.equals(Main.class.getName())) {
                // A whole node greets by itself.
                Launcher.say("running    " + mainVerticle);
            }
        });
    }

    private void refuse(Throwable cause) {
        if (stopping) {
            // What was taken from under it failed, and that is no fault; or there was one, and it was told.
            if (!refused) {
                Launcher.say(STOPPED_EARLY);
            }
            return;
        }
        refused = true;
        if (cause instanceof ClassNotFoundException) {
            Launcher.exit(
                    Launcher.BAD_CONFIGURATION,
                    "There is no verticle " + cause.getMessage() + ": " + userClasses.remedy());
        } else {
            boolean misled = cause instanceof ConfigException || cause instanceof IllegalArgumentException;
            Launcher.exit(
                    misled ? Launcher.BAD_CONFIGURATION : Launcher.FAILED,
                    mainVerticle + " did not start: " + cause.getMessage());
        }
    }

    /** Called when Vert.x begins to close, and waited for before it undeploys in an order of its own. */
    @Override
    public void close(Completable<Void> drained) {
        stopping = true;
        Drain.request(vertx).eventually(() -> Handlers.leave(vertx)).onComplete(answer -> drained.succeed());
    }

    @Override
    protected void afterStoppingVertx() {
        Launcher.halt();
    }
}
