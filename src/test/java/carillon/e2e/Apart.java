package carillon.e2e;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Verticles of one cluster and one database, each in a process of its own. */
final class Apart implements AutoCloseable {

    static final String HTTP = "carillon.http.HttpVerticle";
    static final String TIMER = "carillon.timer.TimerVerticle";
    static final String DELIVERY = "carillon.delivery.DeliveryVerticle";
    static final String STORE = "carillon.store.StoreVerticle";

    private static final int PROCESSES_MAX = 10;

    private final List<Integer> clusterPorts = Ports.free(PROCESSES_MAX);
    private final int port = Ports.free();
    private final Path folder;
    private final String database;
    private final List<NodeProcess> processes = new ArrayList<>();

    /** @param folder where the output of the processes goes */
    Apart(Path folder, String database) {
        this.folder = folder;
        this.database = database;
    }

    /** The port of the API. */
    int port() {
        return port;
    }

    /** Starts one more process. */
    NodeProcess start(String verticle, String... more) {
        // An API elsewhere may be open to others, so a delivery alone does not take loopback for granted.
        JsonObject delivery = new JsonObject().put("allow", new JsonArray().add("127.0.0.0/8"));
        Map<String, String> environment = Map.of(
                "PORT",
                Integer.toString(port),
                "CARILLON_DATABASE_URL",
                database,
                "CARILLON_CLUSTER_PORT",
                clusterPorts.get(processes.size()).toString(),
                "CARILLON_CLUSTER_MEMBERS",
                clusterPorts.stream().map(each -> "127.0.0.1:" + each).collect(Collectors.joining(",")));
        List<String> arguments = new ArrayList<>(List.of("run", verticle, "-cluster"));
        arguments.addAll(List.of(more));
        NodeProcess started = NodeProcess.start(
                folder.resolve(processes.size() + "-" + verticle + ".log"),
                new JsonObject().put("delivery", delivery),
                environment,
                arguments.toArray(String[]::new));
        processes.add(started);
        return started;
    }

    @Override
    public void close() {
        processes.forEach(NodeProcess::close);
    }
}
