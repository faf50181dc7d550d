package carillon.handler;

import carillon.bus.Bus;
import carillon.message.Protocols;
import carillon.message.TimerMessage;
import carillon.task.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Registers handlers. */
public final class Handlers {

    private static final Logger LOG = System.getLogger(Handlers.class.getName());
    private static final long LEAVE_SECONDS_MAX = 10;

    private Handlers() {}

    /**
     * Registers a handler under a name. More than one may be registered under the same name, on any node; each attempt
     * goes to one of them in turn.
     *
     * <p>To be called on the context of a verticle: the handler is called on that context, and ends with it.
     *
     * @param vertx the instance that the verticle runs in
     * @param name the {@code action} of the tasks that it handles: 1 to 200 characters, and no {@code ://}, by which
     *     URLs are known
     * @return completes when attempts can arrive, here and in the cluster
     * @throws IllegalArgumentException if the name is empty, too long or a URL
     */
    public static Future<Registration> register(Vertx vertx, String name, RunHandler handler) {
        if (name.isBlank() || name.length() > Limits.ACTION_NAME_CHARS_MAX) {
            throw new IllegalArgumentException("the name of a handler must have 1 to " + Limits.ACTION_NAME_CHARS_MAX
                    + " characters, and '" + name + "' has " + name.strip().length());
        }
        if (name.contains("://")) {
            throw new IllegalArgumentException(
                    "the name of a handler has no '://', and '" + name + "' has: no task could name it");
        }
        Bus.install(vertx, Protocols.codec());
        Registered registered = new Registered(vertx, name, handler);
        return registered.completion().map(there -> {
            LOG.log(Level.INFO, "The handler {0} is registered", name);
            new Bus(vertx).publish(TimerMessage.ALL, new TimerMessage.HandlerUp(name));
            return registered;
        });
    }

    /**
     * Ends every handler of a JVM that is about to stop, so that what comes due is called elsewhere. The launcher does
     * this by itself.
     *
     * @return completes when the calls that were under way have ended, or after ten seconds
     */
    public static Future<Void> leave(Vertx vertx) {
        List<Future<Void>> left =
                Registered.of(vertx).stream().map(Registered::leave).toList();
        if (left.isEmpty()) {
            return Future.succeededFuture();
        }
        Future<?> all = Future.join(left);
        return Future.any(all, vertx.timer(LEAVE_SECONDS_MAX, TimeUnit.SECONDS)).mapEmpty();
    }
}
