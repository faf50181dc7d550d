package carillon.store;

import carillon.bus.Message;
import carillon.message.BoardMessage;
import carillon.message.BoardMessage.AskBoard;
import carillon.message.BoardMessage.BoardRead;
import carillon.message.BoardMessage.Drain;
import carillon.message.BoardMessage.DrainChanged;
import carillon.message.BoardMessage.DrainStatus;
import carillon.message.BoardMessage.Member;
import carillon.message.BoardMessage.Undrain;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Answers every {@link BoardMessage}. */
final class OperatorBoard {

    private static final String MEMBERS = """
            SELECT id, address, node, draining FROM holder
            WHERE NOT dead AND lease_until > clock_timestamp()
            ORDER BY node, id
            """;

    /** Two nodes that are drained at the same moment may both be let; then both go on, see {@link Leases}. */
    private static final String DRAIN = """
            UPDATE holder SET draining = true
            WHERE node = $1 AND NOT dead AND lease_until > clock_timestamp()
                AND (draining OR EXISTS (
                    SELECT FROM holder o
                    WHERE o.node <> $1 AND NOT o.draining AND NOT o.dead AND o.lease_until > clock_timestamp()))
            RETURNING id
            """;

    /** Dead ones too: whoever starts anew at the address of one takes over from it whether it is draining. */
    private static final String UNDRAIN = "UPDATE holder SET draining = false WHERE node = $1";

    private static final String IS_LIVE =
            "SELECT FROM holder WHERE node = $1 AND NOT dead AND lease_until > clock_timestamp() LIMIT 1";

    private final Database database;

    OperatorBoard(Database database) {
        this.database = database;
    }

    /** Answers, or fails with a {@link carillon.bus.BusFailure} that says what to do. */
    Future<? extends Message> answer(BoardMessage message) {
        return switch (message) {
            case AskBoard ask -> read();
            case Drain drain -> drain(drain.node()).map(DrainChanged::new);
            case Undrain undrain -> undrain(undrain.node()).map(DrainChanged::new);
        };
    }

    private Future<BoardRead> read() {
        return database.with(connection -> Database.query(connection, MEMBERS).compose(members -> Database.query(
                        connection, Leases.HOLDINGS)
                .map(holdings -> new BoardRead(all(members, OperatorBoard::member), all(holdings, Leases::holding)))));
    }

    private static <T> List<T> all(Iterable<Row> rows, Function<Row, T> form) {
        List<T> all = new ArrayList<>();
        rows.forEach(row -> all.add(form.apply(row)));
        return all;
    }

    private static Member member(Row row) {
        return new Member(
                row.getString("id"), row.getString("address"), row.getString("node"), row.getBoolean("draining"));
    }

    private Future<DrainStatus> drain(String node) {
        return database.query(DRAIN, node)
                .compose(drained ->
                        drained.size() > 0 ? Future.succeededFuture(DrainStatus.DONE) : ifLive(node, DrainStatus.LAST));
    }

    private Future<DrainStatus> undrain(String node) {
        return database.query(UNDRAIN, node).compose(done -> ifLive(node, DrainStatus.DONE));
    }

    private Future<DrainStatus> ifLive(String node, DrainStatus status) {
        return database.query(IS_LIVE, node).map(live -> live.size() > 0 ? status : DrainStatus.UNKNOWN);
    }
}
