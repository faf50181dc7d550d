package carillon.http;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import io.vertx.core.http.HttpClosedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Turns whatever went wrong into a refusal. */
final class Failures {

    private static final Logger LOG = System.getLogger(Failures.class.getName());

    private Failures() {}

    static Refusal toRefusal(Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> refusal;
            case BusFailure known -> toRefusal(known);
            // The client went away in the middle of its request, and hears of nothing any more.
            case HttpClosedException gone -> Refusal.of(400, "the connection was closed");
            default -> {
                LOG.log(Level.ERROR, "A request failed", failure);
                yield unavailable();
            }
        };
    }

    /** Why a page of a list failed: the store alone can tell whether a cursor is one of its own. */
    static Throwable ofPage(Throwable failure) {
        return failure instanceof BusFailure known && known.code() == FailureCode.REFUSED
                ? Refusal.parameter(
                        "cursor",
                        "is none that a page of this same list ended with: send the order and the filters of that list")
                : failure;
    }

    /**
     * Why a change failed that must not be made twice and may have been made.
     *
     * @param lookFirst how whoever asked finds out, and what to do then
     */
    static Throwable inDoubt(Throwable failure, String lookFirst) {
        if (!(failure instanceof BusFailure known) || known.code() != FailureCode.UNAVAILABLE) {
            return failure;
        }
        LOG.log(Level.DEBUG, () -> "A change was not answered: " + failure.getMessage());
        return Refusal.unavailable(
                "the database, or the owner of the task, is away or overloaded, and this may or may not be done: "
                        + lookFirst);
    }

    private static Refusal toRefusal(BusFailure failure) {
        return switch (failure.code()) {
            case BUSY -> Refusal.busy("too much is under way; try again after a moment");
            case ABSENT -> {
                LOG.log(Level.DEBUG, () -> "A request was not answered: " + failure.getMessage());
                yield Refusal.unavailable("what would do this is not there, and nothing was done: ask again after a"
                        + " moment; /health/ready says what is missing");
            }
            case UNAVAILABLE, NOT_OWNER -> {
                LOG.log(Level.DEBUG, () -> "A request was not answered: " + failure.getMessage());
                yield unavailable();
            }
            case REFUSED, INTERNAL -> {
                LOG.log(Level.ERROR, "A request failed: " + failure.getMessage());
                yield unavailable();
            }
        };
    }

    private static Refusal unavailable() {
        return Refusal.unavailable(
                "the database, or the owner of the task, is away or overloaded; what was asked for may or may"
                        + " not be done: ask again after a moment");
    }
}
