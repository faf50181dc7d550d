package carillon.chaos;

import carillon.e2e.Ports;
import carillon.trial.Crew;
import carillon.trial.Finding;
import carillon.trial.Ledger;
import carillon.trial.Node;
import carillon.trial.NodeCommandLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Nodes in a cluster on one database, with proxies on every way. */
final class ClusterStage implements Stage {

    /** A node notices a silent connection after twice as long, which has to fit into a run. */
    static final int ANSWER_MILLIS = 3_000;

    private static final int HOUR_SECONDS = 3_600;
    private static final Duration READY_LIMIT = Duration.ofSeconds(120);

    private final Watch watch = new Watch();
    private final Server server;
    private final Optional<WallClock> clock;
    private final List<Member> members;
    private final List<Node> clocked = new ArrayList<>();

    /** Starts the nodes, and does not wait for them. */
    ClusterStage(Path folder, int nodes) {
        List<Integer> ports = Ports.free(1 + 6 * nodes);
        server = new Server(folder.resolve("database"), ports.getLast());
        clock = WallClock.in(folder);
        List<Integer> memberPorts = ports.subList(0, nodes);
        members = IntStream.range(0, nodes)
                .mapToObj(i -> {
                    List<Integer> own = ports.subList(nodes + 5 * i, nodes + 5 * (i + 1));
                    return member(folder, "chaos-" + (i + 1), memberPorts, memberPorts.get(i), own);
                })
                .toList();
        nodes().forEach(Node::start);
        watch.follow(nodes());
    }

    private Member member(Path folder, String name, List<Integer> memberPorts, int memberPort, List<Integer> own) {
        int databasePort = own.get(1);
        int clusterPort = own.get(2);
        int busPort = own.get(3);
        int busProxyPort = own.get(4);
        NodeCommandLine line = NodeCommandLine.clustered(
                        name, own.get(0), server.urlBy(databasePort), clusterPort, memberPorts)
                .withSetting("database.answerMillis", ANSWER_MILLIS)
                .withSetting("cluster.busPort", busPort)
                .withOption("-Dhazelcast.local.publicAddress=127.0.0.1:" + memberPort)
                .withArguments("-cluster-public-host", "127.0.0.1")
                .withArguments("-cluster-public-port", Integer.toString(busProxyPort));
        return new Member(
                new Node(line, folder.resolve(name + ".log")),
                Proxy.start(watch.vertx(), databasePort, server.port()),
                Proxy.start(watch.vertx(), memberPort, clusterPort),
                Proxy.start(watch.vertx(), busProxyPort, busPort));
    }

    @Override
    public Watch watch() {
        return watch;
    }

    @Override
    public List<Node> nodes() {
        return members.stream().map(Member::node).toList();
    }

    @Override
    public Fault fault(Strike strike, Ledger ledger) {
        Member member = members.get(strike.node());
        Node node = member.node();
        boolean twist = strike.twist();
        return switch (strike.kind()) {
            case NODE_KILLED -> Fault.of(node::kill, node::start);
            case NODE_STOPPED -> Fault.of(node::stop, node::resume);
            case DATABASE_CUT -> cut(twist ? members : List.of(member));
            case DATABASE_HEARS_NOTHING -> held(member.database(), Mode.HOLD_UP, twist);
            case DATABASE_SAYS_NOTHING -> held(member.database(), Mode.HOLD_DOWN, twist);
            case DATABASE_UNREACHABLE -> held(member.database(), Mode.HOLD, twist);
            case COMMIT_UNANSWERED ->
                Fault.of(
                        () -> member.database().turn(twist ? Mode.CUT_BEFORE_ANSWER : Mode.CUT_BEHIND_STATEMENT),
                        () -> member.database().turn(Mode.PASS));
            case DATABASE_RESTARTED -> Fault.of(server::stop, server::start);
            case DATABASE_KILLED -> Fault.of(server::kill, server::start);
            case DATABASE_PROCESS_KILLED -> Fault.of(server::killOneOfMany, () -> {});
            case NODE_CUT_OFF -> apart(List.of(member), twist);
            case NODES_APART -> apart(members, twist);
            case WALL_CLOCK_JUMPED -> jump(node, clock.orElseThrow(), twist ? -HOUR_SECONDS : HOUR_SECONDS, ledger);
            case ROLLING_RESTART -> Fault.of(() -> restartAll(ledger), () -> {});
            case DISK_FULL, PART_KILLED ->
                throw new IllegalArgumentException("a cluster of whole nodes has no " + strike.kind());
        };
    }

    private static Fault cut(List<Member> some) {
        return Fault.of(
                () -> some.forEach(each -> each.database().turn(Mode.CUT)),
                () -> some.forEach(each -> each.database().turn(Mode.PASS)));
    }

    private static Fault held(Proxy way, Mode mode, boolean forgotten) {
        return Fault.of(() -> way.turn(mode), forgotten ? way::forget : () -> way.turn(Mode.PASS));
    }

    private static Fault apart(List<Member> some, boolean silently) {
        return Fault.of(
                () -> some.forEach(each -> each.turnFromOthers(silently ? Mode.HOLD : Mode.CUT)),
                () -> some.forEach(each -> each.turnFromOthers(Mode.PASS)));
    }

    /** A clock that can be set takes its time to be read: a node has one only while it is needed. */
    private Fault jump(Node node, WallClock wall, int seconds, Ledger ledger) {
        return Fault.prepared(
                () -> {
                    clocked.add(node);
                    restart(node, wall.of(node.line()), ledger);
                },
                () -> wall.shift(seconds),
                () -> wall.shift(0));
    }

    private void restartAll(Ledger ledger) {
        for (Node node : nodes()) {
            restart(node, node.line(), ledger);
            new Crew(watch.api(), nodes(), ledger).awaitReady(READY_LIMIT);
        }
    }

    private static void restart(Node node, NodeCommandLine line, Ledger ledger) {
        if (!node.end()) {
            ledger.blame(new Finding(Finding.Kind.NODE_FAILED, node.name() + " did not end by SIGTERM"));
        }
        node.start(line);
    }

    @Override
    public void mend(Ledger ledger) {
        members.forEach(member -> member.database().clear());
        clocked.forEach(node -> restart(node, node.line(), ledger));
        clocked.clear();
    }

    @Override
    public void close() {
        nodes().forEach(Node::close);
        server.close();
        watch.close();
    }
}
