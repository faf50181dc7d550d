package carillon.chaos;

import carillon.postgres.EmbeddedPostgres;
import carillon.postgres.EmbeddedPostgresOptions;
import carillon.postgres.PostgresLogin;
import carillon.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.List;

/** The PostgreSQL of a stage, which can be ended and started again at the same port. For use by one thread. */
final class Server implements AutoCloseable {

    private final Path folder;
    private final EmbeddedPostgresOptions options;
    private EmbeddedPostgres running;

    /** Starts it. */
    Server(Path folder, int port) {
        this.folder = folder;
        options = EmbeddedPostgresOptions.defaults().withPort(port);
        running = TestPostgres.start(folder, options);
    }

    int port() {
        return options.port();
    }

    /** Its URL for who reaches it by another port. */
    String urlBy(int port) {
        PostgresLogin login = running.login();
        return new PostgresLogin(
                        login.host(), port, login.socketFolder(), login.user(), login.password(), login.database())
                .url();
    }

    void start() {
        running = TestPostgres.start(folder, options);
    }

    void stop() {
        running.stop();
    }

    /** Kills its first process, and returns when that is gone; the others notice. */
    void kill() {
        process().destroyForcibly();
        running.ended().join();
        running.stop();
    }

    /** Kills the youngest of its other processes: one that serves a connection. */
    void killOneOfMany() {
        List<ProcessHandle> children = process()
                .children()
                .sorted((one, other) -> Long.compare(other.pid(), one.pid()))
                .toList();
        children.getFirst().destroyForcibly();
    }

    private ProcessHandle process() {
        return ProcessHandle.of(running.pid()).orElseThrow();
    }

    @Override
    public void close() {
        running.stop();
    }
}
