package carillon.http;

import carillon.json.TaskDecoder;
import io.vertx.ext.web.RoutingContext;

/** The id in a path such as {@code /tasks/{id}}. */
final class TaskPath {

    private TaskPath() {}

    /** The id; what cannot be one is not found. */
    static String id(RoutingContext request) {
        String id = request.pathParam("id");
        if (id == null || !TaskDecoder.isId(id)) {
            throw Refusal.of(404, "no task has this id: an id is " + TaskDecoder.ID_RULE);
        }
        return id;
    }
}
