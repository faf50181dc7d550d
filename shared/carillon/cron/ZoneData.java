package carillon.cron;

import java.time.zone.ZoneRulesProvider;

/** The time-zone data that this JVM came with. */
public final class ZoneData {
    private static final String ZONE_OF_EVERY_VERSION = "UTC";

    private ZoneData() {}

    /** Its version, for example {@code 2025b}. */
    public static String version() {
        return ZoneRulesProvider.getVersions(ZONE_OF_EVERY_VERSION).lastKey();
    }
}
