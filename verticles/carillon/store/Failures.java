package carillon.store;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import io.netty.handler.timeout.ReadTimeoutException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells what a failure of the database client means to whoever asked. */
final class Failures {

    /** Cardinality, data, integrity, limits: a value is at fault. */
    private static final Set<String> OF_DATA = Set.of("21", "22", "23", "54");
    /** Login, syntax, privilege and internal faults: names of things, no values, so that the message may be shown. */
    private static final Set<String> OF_OURS = Set.of("0A", "28", "2B", "3D", "42", "XX");
    /** Of those, a role, its password or a database that is not there. */
    private static final Set<String> OF_LOGIN = Set.of("28", "3D");

    private static final String LOGIN_REMEDY = "; correct database.url (CARILLON_DATABASE_URL), or make role and"
            + " database by the two lines of SQL under 'A database of yours' in docs/deploying.md";

    private Failures() {}

    /**
     * What to fail with instead. Anything that is no failure of the client or the server is a fault of ours and stays.
     */
    static Throwable explain(Throwable failure) {
        return switch (failure) {
            case PgException refusal -> explain(refusal);
            case TimeoutException late -> unavailable("it did not answer in time");
            case ReadTimeoutException silent -> unavailable("it takes connections and says nothing");
            case ClosedConnectionException closed -> unavailable("the connection was closed");
            case IOException broken -> unavailable(String.valueOf(broken.getMessage()));
            case VertxException other -> unavailable(other.getClass().getSimpleName());
            case RuntimeException fault -> fault;
            case Error fault -> fault;
            default -> unavailable("no connection is free");
        };
    }

    private static Throwable explain(PgException refusal) {
        String state = String.valueOf(refusal.getSqlState());
        String family = state.substring(0, Math.min(2, state.length()));
        if (OF_DATA.contains(family)) {
            return new DataFault(state);
        }
        if (OF_OURS.contains(family)) {
            String fault = "SQLSTATE " + state + ": " + refusal.getErrorMessage();
            return new IllegalStateException(OF_LOGIN.contains(family) ? fault + LOGIN_REMEDY : fault);
        }
        return unavailable("SQLSTATE " + state);
    }

    private static BusFailure unavailable(String why) {
        return new BusFailure(FailureCode.UNAVAILABLE, "the database is away: " + why);
    }
}
