package carillon.postgres;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the binaries were built for: Linux on x86-64 with glibc. */
record Platform(String system, String architecture, boolean glibc) {

    private static final Path GLIBC_LOADER = Path.of("/lib64/ld-linux-x86-64.so.2");

    static Platform current() {
        return new Platform(
                System.getProperty("os.name", "unknown"),
                System.getProperty("os.arch", "unknown"),
                Files.exists(GLIBC_LOADER));
    }

    /**
     * Refuses a platform that the binaries do not run on.
     *
     * @throws PostgresStartException naming the way out
     */
    void check() {
        if (!system.equals("Linux") || !architecture.equals("amd64") || !glibc) {
            throw new PostgresStartException(
                    "The embedded PostgreSQL runs on Linux amd64 with glibc only; this is %s %s%s. %s"
                            .formatted(
                                    system,
                                    architecture,
                                    glibc ? "" : " without glibc",
                                    "Set CARILLON_DATABASE_URL to the postgresql:// URL of a server instead."));
        }
    }
}
