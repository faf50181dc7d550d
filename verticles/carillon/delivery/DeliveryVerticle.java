package carillon.delivery;

import carillon.bus.Bus;
import carillon.config.DeliveryConfig;
import carillon.message.Protocols;
import carillon.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes attempts for every owner in the cluster. Instances share nothing, and any number may be deployed. */
public final class DeliveryVerticle extends VerticleBase {

    private final Surroundings surroundings;
    private @Nullable Delivery delivery;

    public DeliveryVerticle() {
        this(new Surroundings(
                Clock.system(), vertx -> new SystemResolver(vertx, Clock.system()), new NetClientOptions()));
    }

    DeliveryVerticle(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * What it takes from outside the JVM.
     *
     * @param sockets how webhooks are connected to, and whose certificates are trusted
     */
    record Surroundings(Clock clock, Function<Vertx, HostResolver> resolver, NetClientOptions sockets) {}

    @Override
    public Future<?> start() {
        Bus.install(vertx, Protocols.codec());
        delivery = new Delivery(vertx, DeliveryConfig.parse(config()), surroundings);
        return delivery.open();
    }

    @Override
    public Future<?> stop() {
        return delivery == null ? Future.succeededFuture() : delivery.close();
    }
}
