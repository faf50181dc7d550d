package carillon.bench.loads;

import carillon.bench.Cpu;
import io.vertx.core.json.JsonObject;

/** Seconds on a processor until now: of the node's process, of all of PostgreSQL's, and of this one. */
record Cores(double node, double database, double client, long micros) {

    static Cores now(Stage stage, Node node) {
        return new Cores(
                Cpu.secondsOf(node.pid()),
                Cpu.secondsOf(stage.databasePid()),
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9,
                Wall.micros());
    }

    /** Seconds on a processor for each second since then. */
    Cores since(Cores before) {
        double seconds = (micros - before.micros) / 1e6;
        return new Cores(
                (node - before.node) / seconds,
                (database - before.database) / seconds,
                (client - before.client) / seconds,
                micros - before.micros);
    }

    JsonObject json() {
        return new JsonObject().put("node", node).put("postgres", database).put("client", client);
    }

    /** In one line, for people. */
    String text() {
        return "node %.2f, PostgreSQL %.2f, client %.2f".formatted(node, database, client);
    }
}
