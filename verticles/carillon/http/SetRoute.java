package carillon.http;

import carillon.json.DecodedSet;
import carillon.json.SetDecoder;
import carillon.json.SetEncoder;
import carillon.json.Violation;
import carillon.message.SetMessage.Clash;
import carillon.message.SetMessage.Keep;
import carillon.message.SetMessage.Kept;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/** {@code PUT /tasks}. */
final class SetRoute {

    private final Vertx vertx;
    private final Sets sets;

    SetRoute(Vertx vertx, Sets sets) {
        this.vertx = vertx;
        this.sets = sets;
    }

    /** Thousands of tasks are read on a worker thread: they would hold the event loop up for too long. */
    Future<Answer> put(RoutingContext request) {
        Query query = Query.of(request);
        query.requireOnly("dryRun");
        boolean dryRun = query.flag("dryRun");
        byte[] body = Bodies.bytes(request);
        return vertx.executeBlocking(() -> SetDecoder.decode(body))
                .map(Objects::requireNonNull)
                .compose(decoded -> switch (decoded) {
                    case DecodedSet.Refused refused ->
                        throw Refusal.invalid(
                                "the set is not valid, and nothing was changed; errors says where and why",
                                refused.violations());
                    case DecodedSet.Whole whole -> {
                        Keep order = new Keep(whole.name(), whole.tasks(), dryRun);
                        yield sets.keep(order).map(kept -> answer(order, kept));
                    }
                });
    }

    private static Answer answer(Keep order, Kept kept) {
        if (!kept.clashes().isEmpty()) {
            throw Refusal.conflict(
                    "the set does not go with what is there, and nothing was changed; errors says where and why",
                    kept.clashes().stream().map(SetRoute::violation).toList());
        }
        return Answer.json(200, SetEncoder.kept(order.set(), order.dryRun(), kept));
    }

    private static Violation violation(Clash clash) {
        return new Violation("/tasks/" + clash.index() + clash.pointer(), clash.detail());
    }
}
