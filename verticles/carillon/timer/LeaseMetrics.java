package carillon.timer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What an owner counts of its lease, and of how shards come and go with it. */
final class LeaseMetrics {

    private final Counter granted;
    private final Counter refused;
    private final Counter unanswered;
    private final Counter expired;
    private final Counter takenOverCleanly;
    private final Counter takenOverUncleanly;
    private final Counter handedOverIn;
    private final Counter handedOverOut;
    private final Counter handedOverLate;
    private final Counter reclaimed;

    LeaseMetrics(MeterRegistry registry) {
        granted = renewals(registry, "granted");
        refused = renewals(registry, "refused");
        unanswered = renewals(registry, "unanswered");
        expired = Counter.builder("carillon.trust.windows.expired")
                .description("Times that a timer stopped firing because its lease was not renewed in time")
                .register(registry);
        takenOverCleanly = takeOvers(registry, true);
        takenOverUncleanly = takeOvers(registry, false);
        handedOverIn = handOvers(registry, "in");
        handedOverOut = handOvers(registry, "out");
        handedOverLate = Counter.builder("carillon.shards.handed.over.late")
                .description("Shards whose hand-over came after they had changed owner or term again")
                .register(registry);
        reclaimed = Counter.builder("carillon.shards.reclaimed")
                .description("Own shards whose terms were raised because a write or a hand-over was in doubt")
                .register(registry);
    }

    private static Counter renewals(MeterRegistry registry, String result) {
        return Counter.builder("carillon.lease.renewals")
                .description("Renewals of leases")
                .tag("result", result)
                .register(registry);
    }

    private static Counter takeOvers(MeterRegistry registry, boolean clean) {
        return Counter.builder("carillon.shards.taken.over")
                .description("Shards that nobody live held")
                .tag("clean", Boolean.toString(clean))
                .register(registry);
    }

    private static Counter handOvers(MeterRegistry registry, String direction) {
        return Counter.builder("carillon.shards.handed.over")
                .description("Shards that changed hands by agreement")
                .tag("direction", direction)
                .register(registry);
    }

    void renewed(boolean wasGranted) {
        (wasGranted ? granted : refused).increment();
    }

    void unanswered() {
        unanswered.increment();
    }

    void trustExpired() {
        expired.increment();
    }

    void takenOver(boolean clean) {
        (clean ? takenOverCleanly : takenOverUncleanly).increment();
    }

    void handedIn(int shards) {
        handedOverIn.increment(shards);
    }

    void handedInLate(int shards) {
        handedOverLate.increment(shards);
    }

    void handedOut(int shards) {
        handedOverOut.increment(shards);
    }

    void reclaimed() {
        reclaimed.increment();
    }
}
