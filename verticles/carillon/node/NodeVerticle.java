package carillon.node;

import carillon.bus.Bus;
import carillon.config.NodeConfig;
import carillon.message.NodeMessage;
import carillon.message.NodeMessage.RollCall;
import carillon.message.NodeReport;
import carillon.time.Clock;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.deployment.Deployment;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Answers the roll call. */
public final class NodeVerticle extends VerticleBase {

    private static final String VERSION =
            Objects.requireNonNullElse(NodeVerticle.class.getPackage().getImplementationVersion(), "not packaged");

    private final long startedAt = Clock.system().epochMillis();
    private final LoadMeter load = new LoadMeter(Metrics.globalRegistry);

    @Override
    public Future<?> start() {
        NodeConfig config = NodeConfig.read(config(), Map.of());
        Bus bus = new Bus(vertx);
        return bus.listen(NodeMessage.ALL, message -> {
                    switch (message) {
                        case RollCall call -> bus.send(call.asker(), report(config));
                    }
                })
                .completion();
    }

    private NodeReport report(NodeConfig config) {
        return new NodeReport(
                config.node(),
                config.cluster().host(),
                ProcessHandle.current().pid(),
                VERSION,
                startedAt,
                verticles(),
                load.read());
    }

    private Map<String, Integer> verticles() {
        Map<String, Integer> instances = new HashMap<>();
        ((VertxInternal) vertx).deploymentManager().deployments().forEach(each -> {
            Deployment deployment = each.deployment();
            instances.merge(nameOf(deployment), deployment.instances().size(), Integer::sum);
        });
        return instances;
    }

    /** The class, without the prefix by which Vert.x tells languages apart. */
    private static String nameOf(Deployment deployment) {
        String identifier = deployment.identifier();
        return identifier.substring(identifier.indexOf(':') + 1);
    }
}
