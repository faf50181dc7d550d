package carillon.http;

import carillon.bus.Bus;
import carillon.bus.Request;
import carillon.message.BoardMessage;
import carillon.message.BoardMessage.AskBoard;
import carillon.message.BoardMessage.BoardRead;
import carillon.message.BoardMessage.DrainChanged;
import carillon.message.NodeReport;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code GET /nodes}, {@code GET /nodes/{id}}, and {@code POST /nodes/{id}/drain} and {@code /undrain}. */
final class Nodes {

    static final String PATH = "/nodes";

    private final Bus bus;
    private final RollCall roll;

    Nodes(Bus bus, RollCall roll) {
        this.bus = bus;
        this.roll = roll;
    }

    /** Of each node what it tells of itself, and what the database says of it; one of the two may be away. */
    Future<Answer> list(RoutingContext request) {
        Query.of(request).requireOnly();
        return read().map(sight -> {
            JsonArray nodes = new JsonArray();
            sight.all().forEach(nodes::add);
            return Answer.json(
                    200,
                    new JsonObject()
                            .put("nodes", nodes)
                            .put("silent", sight.present.silent())
                            .put("database", sight.board != null));
        });
    }

    Future<Answer> read(RoutingContext request) {
        Query.of(request).requireOnly();
        return show(200, id(request));
    }

    Future<Answer> drain(RoutingContext request) {
        Query.of(request).requireOnly();
        return change(id(request), BoardMessage.Drain::new);
    }

    Future<Answer> undrain(RoutingContext request) {
        Query.of(request).requireOnly();
        return change(id(request), BoardMessage.Undrain::new);
    }

    private <Q extends BoardMessage & Request<DrainChanged>> Future<Answer> change(
            String id, Function<String, Q> message) {
        return bus.request(BoardMessage.ADDRESS, message.apply(id), HttpLimits.STORE_ANSWER_MILLIS)
                .compose(changed -> switch (changed.status()) {
                    case DONE -> show(202, id);
                    case UNKNOWN -> throw unknown("no live node of this id runs a timer, which alone has shards");
                    case LAST ->
                        throw Refusal.of(
                                409,
                                "no other node would take its shards: start another, or undrain one that is draining,"
                                        + " and ask again; to stop this one as it is, send it SIGTERM");
                });
    }

    /** What is known of one; refused with 404 if neither it tells of itself, nor the database of it. */
    Future<JsonObject> find(String id) {
        return read().map(sight -> sight.all().stream()
                .filter(node -> id.equals(node.getString("id")))
                .findFirst()
                .orElseThrow(() -> unknown("no live node has this id")));
    }

    private Future<Answer> show(int status, String id) {
        return find(id).map(node -> Answer.json(status, node));
    }

    private Future<Sight> read() {
        Future<Optional<BoardRead>> board = bus.request(
                        BoardMessage.ADDRESS, new AskBoard(), HttpLimits.READY_ANSWER_MILLIS)
                .map(Optional::of)
                .otherwise(Optional.empty());
        return roll.call().compose(present -> board.map(read -> new Sight(present, read.orElse(null))));
    }

    private static String id(RoutingContext request) {
        String id = String.valueOf(request.pathParam("id"));
        if (id.chars().anyMatch(Character::isISOControl)) {
            throw unknown("no id has control characters");
        }
        return id;
    }

    private static Refusal unknown(String why) {
        return Refusal.of(404, why + "; GET " + PATH + " shows those there are");
    }

    /** All nodes at one moment; without a board if the database is away. */
    private record Sight(RollCall.Present present, @Nullable BoardRead board) {

        /** In the order of their ids. */
        List<JsonObject> all() {
            TreeSet<String> ids = new TreeSet<>();
            present.reports().forEach(report -> ids.add(report.id()));
            if (board != null) {
                board.members().forEach(member -> ids.add(member.node()));
            }
            List<JsonObject> nodes = new ArrayList<>();
            for (String id : ids) {
                List<NodeReport> reports = present.reports().stream()
                        .filter(report -> report.id().equals(id))
                        .toList();
                reports.forEach(report -> nodes.add(node(id, report)));
                if (reports.isEmpty()) {
                    nodes.add(node(id, null));
                }
            }
            return nodes;
        }

        private JsonObject node(String id, @Nullable NodeReport report) {
            JsonObject node = new JsonObject().put("id", id).put("answered", report != null);
            NodeJson.putReport(node, report);
            NodeJson.putLeases(node, board, id);
            return node;
        }
    }
}
