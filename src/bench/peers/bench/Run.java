package bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Gives one contender one piece of work. */
record Run(Server server, Contender contender, Step step, int round) {
    private static final int PATIENCE_SECONDS = 600;

    // An idle session of PostgreSQL tells its statistics after ten seconds, one that ends at once.
    private static final int STATISTICS_SECONDS = 11;

    /** For whoever waits for it. */
    String title() {
        return "round %d, %s: %s".formatted(round, step.title(), contender.name());
    }

    Result measure() throws Exception {
        long loaded = 0;
        long rowsBefore = 0;
        Meter used;
        JsonObject told;
        try (PeerProcess peer = PeerProcess.start(contender, server.fresh(), server.version())) {
            if (step.workload() == Workload.DRAIN && contender.kind() != Contender.Kind.LIMIT) {
                peer.tell("load " + (long) contender.backlogPerSecond() * step.seconds());
                loaded = peer.next(PATIENCE_SECONDS + 10 * step.seconds()).getLong("jobs");
                Thread.sleep(1000L * Math.min(STATISTICS_SECONDS, step.seconds()));
                rowsBefore = server.rowWrites();
            }
            server.checkpoint();
            Meter start = meter(peer, 0);
            peer.tell(command(loaded));
            JsonObject event = peer.next(PATIENCE_SECONDS);
            if (event.getString("event").equals("mark")) {
                Profiler.begin(contender, step, peer.ready().getLong("pid"));
                start = meter(peer, event.getLong("jobs"));
                event = peer.next(PATIENCE_SECONDS);
            }
            used = meter(peer, event.getLong("jobs")).since(start);
            told = peer.next(PATIENCE_SECONDS).mergeIn(peer.ready());
        }
        double rows = (server.rowWrites() - rowsBefore) / (double) told.getLong("jobs");
        for (String known : List.of("event", "jobs", "pid", "client")) {
            told.remove(known);
        }
        return new Result(contender, step, round, LocalDate.now(ZoneOffset.UTC), used, rows, told);
    }

    /** PostgreSQL alone has no jobs to drain: it shows the writes of their whole lives there too. */
    private String command(long loaded) {
        boolean whole = contender.kind() == Contender.Kind.LIMIT && step.workload() == Workload.DRAIN;
        return (whole ? new Step(Workload.LIFE, 0, step.seconds()) : step).command(loaded);
    }

    private Meter meter(PeerProcess peer, long jobs) throws SQLException, IOException {
        long nanos = System.nanoTime();
        long pid = peer.ready().getLong("pid");
        long client = peer.ready().getLong("client");
        boolean redis = contender.kind() == Contender.Kind.REDIS;
        return new Meter(
                nanos,
                jobs,
                Cpu.seconds(pid),
                client == pid ? 0 : Cpu.seconds(client),
                redis ? Cpu.seconds(Long.getLong("redis")) : Cpu.secondsWithChildren(Long.getLong("postmaster")),
                redis ? 0 : server.walBytes());
    }
}
