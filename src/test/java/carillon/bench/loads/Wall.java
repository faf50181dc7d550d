package carillon.bench.loads;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The wall clock of this host to the microsecond: the one clock that a client, a node, a receiver and PostgreSQL on one
 * host share. One that is set while something is measured shows as calls that were early.
 */
final class Wall {

    private Wall() {}

    /** Microseconds since 1970. */
    static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
