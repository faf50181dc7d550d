package carillon.postgres;

import java.time.Duration;
import java.util.Map;

/**
 * How to start an embedded PostgreSQL.
 *
 * @param port TCP port on loopback, 0 to 65535; 0 takes a free one
 * @param settings configuration parameters of PostgreSQL by name, in place of or besides our own; those that durability
 *     and the address depend on cannot be set
 * @param readyWithin how long crash recovery may take before the start is given up
 */
public record EmbeddedPostgresOptions(int port, Map<String, String> settings, Duration readyWithin) {

    private static final int PORT_MAX = 65_535;

    public EmbeddedPostgresOptions {
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("port must be 0 to " + PORT_MAX + ", not " + port);
        }
        if (readyWithin.isNegative() || readyWithin.isZero()) {
            throw new IllegalArgumentException("readyWithin must be positive, not " + readyWithin);
        }
        settings = Map.copyOf(settings);
        Settings.refuseFixed(settings.keySet());
    }

    /** A free port, our own settings, two minutes for recovery. */
    public static EmbeddedPostgresOptions defaults() {
        return new EmbeddedPostgresOptions(0, Map.of(), Duration.ofMinutes(2));
    }

    /** The same with another port. */
    public EmbeddedPostgresOptions withPort(int port) {
        return new EmbeddedPostgresOptions(port, settings, readyWithin);
    }

    /** The same with other settings. */
    public EmbeddedPostgresOptions withSettings(Map<String, String> settings) {
        return new EmbeddedPostgresOptions(port, settings, readyWithin);
    }

    /** The same with another wait for recovery. */
    public EmbeddedPostgresOptions withReadyWithin(Duration readyWithin) {
        return new EmbeddedPostgresOptions(port, settings, readyWithin);
    }
}
