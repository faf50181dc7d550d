package carillon.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Answers requests of one kind. */
interface Endpoint {

    /** The answer; a {@link Refusal}, thrown or as a failure, becomes a problem. */
    Future<Answer> answer(RoutingContext request);
}
