package carillon.http;

import carillon.bus.Bus;
import carillon.lease.Holding;
import carillon.message.BoardMessage;
import carillon.message.BoardMessage.AskBoard;
import carillon.message.BoardMessage.BoardRead;
import carillon.message.BoardMessage.Member;
import carillon.message.ShardState;
import carillon.message.TimerMessage;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /shards}: who holds them by the database, and what those tell of them. One list is made at a time, for all
 * who ask meanwhile.
 */
final class ShardList {

    static final String PATH = "/shards";

    private final Bus bus;
    private final Nodes nodes;
    private @Nullable Future<List<JsonObject>> underWay;

    ShardList(Bus bus, Nodes nodes) {
        this.bus = bus;
        this.nodes = nodes;
    }

    Future<Answer> list(RoutingContext request) {
        Query query = Query.of(request);
        query.requireOnly("node");
        String node = query.node();
        return read().compose(shards -> {
            JsonArray shown = new JsonArray();
            shards.stream()
                    .filter(shard -> node == null || node.equals(shard.getString("owner")))
                    .forEach(shown::add);
            Answer answer = Answer.json(200, new JsonObject().put("shards", shown));
            // The nodes are asked only where the shards do not show that there is one.
            return node == null || !shown.isEmpty()
                    ? Future.succeededFuture(answer)
                    : nodes.find(node).map(known -> answer);
        });
    }

    private Future<List<JsonObject>> read() {
        Future<List<JsonObject>> begun = underWay;
        if (begun != null) {
            return begun;
        }
        Future<List<JsonObject>> reading = bus.request(
                        BoardMessage.ADDRESS, new AskBoard(), HttpLimits.STORE_ANSWER_MILLIS)
                .compose(board -> states(board).map(states -> shards(board, states)));
        underWay = reading;
        return reading.onComplete(done -> underWay = null);
    }

    /** By shard, what those say that answer within a moment. */
    private Future<Map<Integer, ShardState>> states(BoardRead board) {
        Map<Integer, ShardState> states = new HashMap<>();
        List<Future<?>> answers = new ArrayList<>();
        for (Member member : board.members()) {
            answers.add(bus.request(
                            TimerMessage.of(member.address()),
                            new TimerMessage.AskShards(),
                            HttpLimits.NODES_ANSWER_MILLIS)
                    .onSuccess(told ->
                            told.shards().forEach(state -> states.merge(state.shard(), state, ShardList::later))));
        }
        return Future.join(answers).transform(done -> Future.succeededFuture(states));
    }

    /** Two that changed hands just now may both be told of. */
    private static ShardState later(ShardState one, ShardState other) {
        return one.term() > other.term() ? one : other;
    }

    private static List<JsonObject> shards(BoardRead board, Map<Integer, ShardState> states) {
        Map<String, Member> members =
                board.members().stream().collect(Collectors.toMap(Member::holder, Function.identity()));
        return board.holdings().stream()
                .map(holding ->
                        shard(holding, members.get(String.valueOf(holding.owner())), states.get(holding.shard())))
                .toList();
    }

    /** What was told is shown only as far as it is of the term that the database says. */
    private static JsonObject shard(Holding holding, @Nullable Member owner, @Nullable ShardState state) {
        ShardState told = owner == null || state == null || state.term() != holding.term() ? null : state;
        JsonObject shard = new JsonObject()
                .put("shard", holding.shard())
                .put("owner", owner == null ? null : owner.node())
                .put("term", holding.term())
                .put("answered", told != null);
        NodeJson.putState(shard, told);
        return shard;
    }
}
