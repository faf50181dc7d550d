package carillon.store;

import carillon.lease.Board;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Renewed;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Keeps the leases of holders, and says who holds what. */
final class Leases {

    /**
     * Touches the holder's own row only, so that it never waits behind a fence. Whoever took its shards over has marked
     * it dead under the row's lock: then nothing is renewed and no row comes back. A holder that starts anew at the
     * address of one that was draining is draining too.
     */
    private static final String RENEW = """
            INSERT INTO holder AS h (id, address, node, lease_until, draining)
            VALUES ($1, $2, $3, clock_timestamp() + $4::int8 * interval '1 millisecond',
                EXISTS (SELECT FROM holder WHERE address = $2 AND draining))
            ON CONFLICT (id) DO UPDATE
                SET lease_until = clock_timestamp() + $4::int8 * interval '1 millisecond', address = excluded.address
                WHERE NOT h.dead
            RETURNING id
            """;

    /**
     * Holders that could still be alive, or are dead since so little that someone may ask. One that is draining goes on
     * if all are that live: somebody has to fire what is due.
     */
    private static final String HOLDERS = """
            SELECT id, address, live, draining AND bool_or(live AND NOT draining) OVER () AS leaving
            FROM (SELECT id, address, draining, NOT dead AND lease_until > clock_timestamp() AS live FROM holder) AS h
            ORDER BY id
            """;

    static final String HOLDINGS = """
            SELECT shard, owner, term, (extract(epoch FROM clock_timestamp()) * 1000000)::int8 AS micros
            FROM shard ORDER BY shard
            """;

    private static final String WHO_HOLDS = """
            SELECT h.address FROM shard s JOIN holder h ON h.id = s.owner
            WHERE s.shard = $1 AND NOT h.dead AND h.lease_until > clock_timestamp()
            """;

    /** For a database that nobody else can use: whoever is in the table died without a word. */
    private static final String END_ALL =
            "UPDATE holder SET dead = true, lease_until = clock_timestamp() WHERE NOT dead";

    private static final String FORGET = "DELETE FROM holder WHERE lease_until < clock_timestamp() - interval '1 hour'";

    private final Database database;
    private final Database renewals;

    /** @param renewals connections that nothing else uses: a lease must not run out because there is much to do */
    Leases(Database database, Database renewals) {
        this.database = database;
        this.renewals = renewals;
    }

    Future<Renewed> renew(Renew renew) {
        return renewals.with(connection -> Database.query(
                        connection, RENEW, renew.holder(), renew.address(), renew.node(), renew.ttlMillis())
                .compose(granted -> read(
                        connection,
                        (holders, holdings) -> new Renewed(
                                granted.size() > 0,
                                holdings.iterator().next().getLong("micros"),
                                board(holders, holdings)))));
    }

    Future<Board> board() {
        return database.with(connection -> read(connection, Leases::board));
    }

    /** Asks for both at once, which takes one way there and back. */
    private static <T> Future<T> read(SqlConnection connection, BiFunction<RowSet<Row>, RowSet<Row>, T> reading) {
        Future<RowSet<Row>> holders = Database.query(connection, HOLDERS);
        Future<RowSet<Row>> holdings = Database.query(connection, HOLDINGS);
        return Future.join(holders, holdings).map(both -> reading.apply(holders.result(), holdings.result()));
    }

    Future<@Nullable String> whoHolds(int shard) {
        return database.query(WHO_HOLDS, shard)
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString("address"));
    }

    Future<Void> endAll() {
        return database.query(END_ALL).mapEmpty();
    }

    /** Forgets holders that are dead for an hour. */
    Future<Void> forget() {
        return database.query(FORGET).mapEmpty();
    }

    private static Board board(Iterable<Row> holderRows, Iterable<Row> holdingRows) {
        List<Holder> holders = new ArrayList<>();
        for (Row row : holderRows) {
            holders.add(new Holder(
                    row.getString("id"), row.getString("address"), row.getBoolean("live"), row.getBoolean("leaving")));
        }
        List<Holding> holdings = new ArrayList<>();
        for (Row row : holdingRows) {
            holdings.add(holding(row));
        }
        return new Board(holders, holdings);
    }

    static Holding holding(Row row) {
        return new Holding(row.getInteger("shard"), row.getString("owner"), row.getLong("term"));
    }
}
