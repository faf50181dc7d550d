package carillon.handler;

import io.vertx.core.Future;

/** Does what a task is for. Called on the context of the verticle that registered it, which it must not block. */
@FunctionalInterface
public interface RunHandler {

    /**
     * Makes one attempt.
     *
     * @return completes when the attempt is over, at any time before the task's time-out; success is the attempt's
     *     success, and the message of a failure is kept in the task's history
     * @throws Exception counts as a failed attempt
     */
    Future<?> handle(Run run) throws Exception;
}
