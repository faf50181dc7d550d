package carillon.http;

import carillon.bus.Bus;
import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.bus.Message;
import carillon.lease.Holding;
import carillon.message.BoardMessage;
import carillon.message.BoardMessage.BoardRead;
import carillon.message.BoardMessage.DrainChanged;
import carillon.message.BoardMessage.DrainStatus;
import carillon.message.BoardMessage.Member;
import carillon.message.NodeMessage;
import carillon.message.NodeReport;
import carillon.message.ShardState;
import carillon.message.TimerMessage;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/**
 * Two nodes, of which {@code 1} is here and tells of itself, and {@code 2} is known to the database alone. Shard 0 is
 * node 1's, shards 1 and 2 are node 2's, shard 3 is nobody's. The database tells so in place of what the
 * {@link FakeBackend} would have it tell.
 */
final class FakeCluster {

    static final long SINCE = 1_900_000_000_000L;

    private static final String OWNER = "carillon.timer.a";

    private static final List<Holding> HOLDINGS = List.of(
            new Holding(0, "a1", 7), new Holding(1, "b1", 2), new Holding(2, "b1", 3), new Holding(3, "dead", 1));

    volatile boolean databaseAway = false;
    volatile boolean drained = false;
    volatile boolean withoutHoldings = false;
    volatile long termTold = 7;

    FakeCluster(RunningApi api) {
        Bus bus = new Bus(api.vertx);
        api.backend.board = this::board;
        bus.serve(TimerMessage.of(OWNER), this::timer);
        bus.listen(NodeMessage.ALL, message -> {
            switch (message) {
                case NodeMessage.RollCall call -> bus.send(call.asker(), report());
            }
        });
    }

    private static NodeReport report() {
        return new NodeReport(
                "1",
                "10.0.0.7",
                4711,
                "0.1.0",
                SINCE,
                Map.of("carillon.Main", 1, "carillon.lag.LagVerticle", 2),
                new NodeReport.Load(1_500, 3, 40));
    }

    private Message board(BoardMessage message) {
        if (databaseAway) {
            throw new BusFailure(FailureCode.UNAVAILABLE, "as told");
        }
        return switch (message) {
            case BoardMessage.AskBoard ask ->
                new BoardRead(
                        List.of(
                                new Member("a1", OWNER, "1", drained),
                                new Member("b1", "carillon.timer.b", "2", false)),
                        withoutHoldings ? List.of() : HOLDINGS);
            case BoardMessage.Drain drain -> new DrainChanged(drain(drain.node()));
            case BoardMessage.Undrain undrain -> {
                drained = false;
                yield new DrainChanged(undrain.node().equals("1") ? DrainStatus.DONE : DrainStatus.UNKNOWN);
            }
        };
    }

    private DrainStatus drain(String node) {
        return switch (node) {
            case "1" -> {
                drained = true;
                yield DrainStatus.DONE;
            }
            case "2" -> DrainStatus.LAST;
            default -> DrainStatus.UNKNOWN;
        };
    }

    private Future<? extends Message> timer(TimerMessage message) {
        return message instanceof TimerMessage.AskShards
                ? Future.succeededFuture(new TimerMessage.ShardsTold(
                        List.of(new ShardState(0, termTold, SINCE, true, false, 12, 2, 1, 250L))))
                : Future.failedFuture("nobody asks for " + message);
    }
}
