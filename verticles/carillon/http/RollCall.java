package carillon.http;

import carillon.bus.Address;
import carillon.bus.Bus;
import carillon.message.NodeMessage;
import carillon.message.NodeReport;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Has every process tell of itself. Those that say nothing within a moment are counted only.
 *
 * <p>For use on one event loop.
 */
final class RollCall {

    private final Vertx vertx;
    private final Bus bus;
    private final Address<NodeReport> desk = new Address<>("carillon.http." + UUID.randomUUID(), NodeReport.class);
    private @Nullable Round round;

    /**
     * What came of it.
     *
     * @param silent how many members of the cluster did not answer
     */
    record Present(List<NodeReport> reports, int silent) {}

    RollCall(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
        bus.listen(desk, this::heard);
    }

    /** Calls the roll; whoever asks while it is being called hears the same answers. */
    Future<Present> call() {
        Round underWay = round;
        if (underWay != null) {
            return underWay.end.future();
        }
        Round begun = new Round(bus.members());
        round = begun;
        bus.publish(NodeMessage.ALL, new NodeMessage.RollCall(desk.name()));
        vertx.setTimer(HttpLimits.NODES_ANSWER_MILLIS, over -> end(begun));
        return begun.end.future();
    }

    private void heard(NodeReport report) {
        Round underWay = round;
        if (underWay != null) {
            underWay.reports.removeIf(earlier -> earlier.pid() == report.pid()
                    && earlier.host().equals(report.host())
                    && earlier.id().equals(report.id()));
            underWay.reports.add(report);
            if (underWay.silent() == 0) {
                end(underWay);
            }
        }
    }

    private void end(Round ended) {
        if (ended.equals(round)) {
            round = null;
            ended.end.complete(new Present(List.copyOf(ended.reports), ended.silent()));
        }
    }

    private static final class Round {
        private final List<NodeReport> reports = new ArrayList<>();
        private final Promise<Present> end = Promise.promise();
        private final int members;

        Round(int members) {
            this.members = members;
        }

        int silent() {
            return Math.max(0, members - reports.size());
        }
    }
}
