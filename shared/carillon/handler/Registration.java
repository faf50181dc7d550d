package carillon.handler;

import io.vertx.core.Future;

/** A handler that is registered; ends by itself with the verticle that registered it. */
public interface Registration {

    /** The name that tasks call it by. */
    String name();

    /** Ends it. Attempts that are under way may still end; once the future completes no new one comes. */
    Future<Void> unregister();
}
