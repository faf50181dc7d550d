package carillon.chaos;

import carillon.e2e.Ports;
import carillon.trial.Ledger;
import carillon.trial.Node;
import carillon.trial.NodeCommandLine;
import io.vertx.core.json.JsonArray;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Each verticle in processes of its own, in a cluster on one database. */
final class ApartStage implements Stage {

    private final Watch watch = new Watch();
    private final Server server;
    private final List<Node> processes;

    /** Starts them, and does not wait for them. */
    ApartStage(Path folder) {
        List<Integer> ports = Ports.free(1 + 2 * Part.PROCESSES);
        server = new Server(folder.resolve("database"), ports.getLast());
        List<Integer> memberPorts = ports.subList(0, Part.PROCESSES);
        List<Integer> apiPorts = ports.subList(Part.PROCESSES, 2 * Part.PROCESSES);
        processes = IntStream.range(0, Part.PROCESSES)
                .mapToObj(i -> process(folder, i, apiPorts.get(i), memberPorts))
                .toList();
        processes.forEach(Node::start);
        watch.follow(nodes());
    }

    private Node process(Path folder, int place, int port, List<Integer> memberPorts) {
        String name = Part.nameOf(place);
        NodeCommandLine line = NodeCommandLine.clustered(
                        name, port, server.urlBy(server.port()), memberPorts.get(place), memberPorts)
                .withVerticle(Part.of(place).verticle())
                .withSetting("database.answerMillis", ClusterStage.ANSWER_MILLIS)
                // A delivery by itself does not know who can reach the API, and refuses loopback.
                .withSetting("delivery.allow", new JsonArray().add("127.0.0.0/8"));
        return new Node(line, folder.resolve(name + ".log"));
    }

    @Override
    public Watch watch() {
        return watch;
    }

    @Override
    public List<Node> nodes() {
        return of(Part.HTTP);
    }

    @Override
    public List<Node> processes() {
        return processes;
    }

    @Override
    public Fault fault(Strike strike, Ledger ledger) {
        if (strike.kind() != Kind.PART_KILLED) {
            throw new IllegalArgumentException("verticles apart have no " + strike.kind());
        }
        List<Node> killed = strike.twist() ? of(Part.of(strike.node())) : List.of(processes.get(strike.node()));
        return Fault.of(() -> killed.forEach(Node::kill), () -> killed.forEach(Node::start));
    }

    private List<Node> of(Part part) {
        int first = part.ordinal() * Part.EACH;
        return processes.subList(first, first + Part.EACH);
    }

    @Override
    public void mend(Ledger ledger) {
        // A process that was killed was started again, and nothing else was left behind.
    }

    @Override
    public void close() {
        processes.forEach(Node::close);
        server.close();
        watch.close();
    }
}
