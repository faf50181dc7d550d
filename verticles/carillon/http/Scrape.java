package carillon.http;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /metrics}: the metrics of this process as text for Prometheus. */
final class Scrape {

    private final Vertx vertx;
    private final PrometheusMeterRegistry registry;

    Scrape(Vertx vertx) {
        this.vertx = vertx;
        registry = registryOfProcess();
    }

    /** Written off the loop, because it grows with the number of metrics. */
    Future<Answer> scrape(RoutingContext request) {
        return vertx.executeBlocking(registry::scrape)
                .map(text -> Answer.of(200, "text/plain; version=0.0.4; charset=utf-8", Buffer.buffer(text)));
    }

    /** One for all instances, found or made. */
    private static synchronized PrometheusMeterRegistry registryOfProcess() {
        return Metrics.globalRegistry.getRegistries().stream()
                .filter(PrometheusMeterRegistry.class::isInstance)
                .map(PrometheusMeterRegistry.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    PrometheusMeterRegistry made = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
                    Metrics.addRegistry(made);
                    return made;
                });
    }
}
