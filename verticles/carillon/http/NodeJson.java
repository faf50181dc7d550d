package carillon.http;

import carillon.json.Rfc3339;
import carillon.message.BoardMessage.BoardRead;
import carillon.message.BoardMessage.Member;
import carillon.message.NodeReport;
import carillon.message.ShardState;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The members of nodes and shards, as operators read them; null stands for what nobody told. */
final class NodeJson {

    private NodeJson() {}

    /** Adds what a node told of itself. */
    static void putReport(JsonObject node, @Nullable NodeReport report) {
        node.put("host", report == null ? null : report.host())
                .put("pid", report == null ? null : report.pid())
                .put("version", report == null ? null : report.version())
                .put("since", report == null ? null : Rfc3339.text(report.startedAt()))
                .put("verticles", report == null ? null : sorted(report.verticles()))
                .put("load", report == null ? null : load(report.load()));
    }

    private static JsonObject sorted(Map<String, Integer> verticles) {
        JsonObject sorted = new JsonObject();
        new TreeMap<>(verticles).forEach(sorted::put);
        return sorted;
    }

    private static JsonObject load(NodeReport.Load load) {
        return new JsonObject()
                .put("loopLagMsMax", load.loopLagMicrosMax() / 1_000.0)
                .put("attemptsInFlight", load.attemptsInFlight())
                .put("armed", load.occurrencesArmed());
    }

    /** Adds what the database says of a node. */
    static void putLeases(JsonObject node, @Nullable BoardRead board, String id) {
        if (board == null) {
            node.putNull("shards").putNull("draining");
            return;
        }
        List<Member> members =
                board.members().stream().filter(each -> each.node().equals(id)).toList();
        List<String> holders = members.stream().map(Member::holder).toList();
        long shards = board.holdings().stream()
                .filter(holding -> holders.contains(String.valueOf(holding.owner())))
                .count();
        node.put("shards", shards).put("draining", members.stream().anyMatch(Member::draining));
    }

    /** Adds what the owner of a shard told of it. */
    static void putState(JsonObject shard, @Nullable ShardState state) {
        shard.put("since", state == null ? null : Rfc3339.text(state.since()))
                .put("clean", state == null ? null : state.clean())
                .put("leaving", state == null ? null : state.leaving())
                .put("pending", state == null ? null : state.pending())
                .put("held", state == null ? null : state.held())
                .put("inFlight", state == null ? null : state.inFlight())
                .put("latenessMs", state == null ? null : state.latenessMillis());
    }
}
