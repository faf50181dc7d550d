package carillon.store;

import carillon.lease.Holding;
import carillon.message.Inheritance;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Claim;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Resign;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Changes of owner. Each raises the terms of its shards and holds their rows, in order, against the fences of the owner
 * before; holder rows are locked before shard rows, everywhere.
 */
final class Claims {

    /**
     * Ends the leases that ran out, under a row lock: a renewal that waits for it finds the holder dead, and one that
     * was faster is read again here.
     */
    private static final String BURY = """
            UPDATE holder SET dead = true
            WHERE id IN (
                SELECT h.id FROM holder h
                WHERE NOT h.dead AND h.lease_until < clock_timestamp()
                    AND h.id IN (SELECT owner FROM shard WHERE shard = ANY($1::int4[]))
                ORDER BY h.id
                FOR UPDATE)
                AND NOT dead AND lease_until < clock_timestamp()
            """;

    /**
     * Ends leases that have not run out, of holders that are reported gone. What is left of them stays written, since
     * one that is not gone after all may go on for that long. Two who report each other lock both rows in one order:
     * the second finds that its own lease was ended, and ends none.
     */
    private static final String END = """
            WITH named AS MATERIALIZED (
                SELECT id, dead FROM holder WHERE id = $1 OR id = ANY($2::text[]) ORDER BY id FOR UPDATE)
            UPDATE holder h SET dead = true
            FROM named
            WHERE h.id = named.id AND h.id <> $1 AND NOT named.dead
                AND EXISTS (SELECT FROM named WHERE id = $1 AND NOT dead)
            """;

    /** A statement of its own: who owns what is read by the next one, whose snapshot is younger than these locks. */
    private static final String LOCK = "SELECT FROM shard WHERE shard = ANY($1::int4[]) ORDER BY shard FOR UPDATE";

    private static final String TAKE = """
            UPDATE shard s SET owner = $2, term = s.term + 1
            FROM (
                SELECT o.shard, o.owner IS NULL AS clean
                FROM shard o LEFT JOIN holder h ON h.id = o.owner
                WHERE o.shard = ANY($1::int4[]) AND (o.owner IS NULL OR h.id IS NULL OR h.dead)) AS free
            WHERE s.shard = free.shard AND EXISTS (SELECT FROM holder WHERE id = $2 AND NOT dead)
            RETURNING s.shard, s.owner, s.term, free.clean
            """;

    /**
     * Only to a holder that lives and stays, as the board says it: the owner may have read an older one, and whoever
     * is gone hears of nothing that is in flight. No lock of the holder's row, for renewals must not wait behind
     * fences: one that resigns in this very moment still gets them, and then they are free and not clean.
     */
    private static final String CEDE = """
            UPDATE shard s SET term = s.term + 1, owner = $4
            FROM unnest($1::int4[], $2::int8[]) AS g(shard, term)
            WHERE s.shard = g.shard AND s.term = g.term AND s.owner = $3
                AND ($4::text IS NULL OR EXISTS (
                    SELECT FROM holder h WHERE h.id = $4 AND NOT h.dead AND h.lease_until > clock_timestamp()
                        AND (NOT h.draining OR NOT EXISTS (
                            SELECT FROM holder o
                            WHERE NOT o.draining AND NOT o.dead AND o.lease_until > clock_timestamp()))))
            RETURNING s.shard, s.owner, s.term
            """;

    private static final String RAISE = """
            UPDATE shard s SET term = s.term + 1
            FROM unnest($1::int4[], $2::int8[]) AS g(shard, term)
            WHERE s.shard = g.shard AND s.term = g.term AND s.owner = $3
            RETURNING s.shard, s.owner, s.term, true AS clean
            """;

    private static final String LEAVE = "UPDATE holder SET draining = true WHERE id = $1";

    private static final String RESIGN =
            "UPDATE holder SET dead = true, lease_until = least(lease_until, clock_timestamp()) WHERE id = $1";

    private static final String LOCK_OWN = "SELECT FROM shard WHERE owner = $1 ORDER BY shard FOR UPDATE";

    /** What is left with a dead owner is free as well, and whoever takes it knows that it is not clean. */
    private static final String FREE_OWN =
            "UPDATE shard SET owner = NULL, term = term + 1 WHERE owner = $1 AND shard <> ALL($2::int4[])";

    /** Whoever was the owner before, and the one before that: an ended lease counts until it would have run out. */
    private static final String ACKS = """
            SELECT shard, done_before, seen::text AS seen, (
                SELECT coalesce(ceil(extract(epoch FROM max(lease_until) - clock_timestamp()) * 1000), 0)::int8
                FROM holder WHERE dead AND lease_until > clock_timestamp()) AS linger
            FROM ack WHERE shard = ANY($1::int4[])
            """;

    private final Database database;

    Claims(Database database) {
        this.database = database;
    }

    Future<List<Inheritance>> claim(Claim claim) {
        Integer[] shards = claim.shards().toArray(Integer[]::new);
        // Committed by itself, so that renewals of the claimant do not wait behind fences.
        Future<?> ended = claim.gone().isEmpty()
                ? Future.succeededFuture()
                : database.query(END, claim.holder(), claim.gone().toArray(String[]::new));
        return ended.compose(none -> take(claim.holder(), shards));
    }

    private Future<List<Inheritance>> take(String holder, Integer[] shards) {
        return database.transaction(connection -> Database.query(connection, BURY, (Object) shards)
                .compose(dead -> Database.query(connection, LOCK, (Object) shards))
                .compose(locked -> Database.query(connection, TAKE, shards, holder))
                .compose(taken -> inherit(connection, taken)));
    }

    Future<List<Holding>> cede(Cede cede) {
        return database.transaction(connection -> Database.query(connection, LOCK, (Object) shards(cede.shards()))
                .compose(locked -> Database.query(
                        connection, CEDE, shards(cede.shards()), terms(cede.shards()), cede.holder(), cede.to()))
                .map(rows -> {
                    List<Holding> gone = new ArrayList<>();
                    rows.forEach(row -> gone.add(Leases.holding(row)));
                    return gone;
                }));
    }

    Future<List<Inheritance>> reclaim(Reclaim reclaim) {
        return database.transaction(connection -> Database.query(connection, LOCK, (Object) shards(reclaim.shards()))
                .compose(locked -> Database.query(
                        connection, RAISE, shards(reclaim.shards()), terms(reclaim.shards()), reclaim.holder()))
                .compose(raised -> inherit(connection, raised)));
    }

    Future<Void> leave(String holder) {
        return database.query(LEAVE, holder).mapEmpty();
    }

    Future<Void> resign(Resign resign) {
        String holder = resign.holder();
        Integer[] unclean = resign.unclean().toArray(Integer[]::new);
        return database.transaction(connection -> Database.query(connection, RESIGN, holder)
                .compose(dead -> Database.query(connection, LOCK_OWN, holder))
                .compose(locked -> Database.query(connection, FREE_OWN, holder, unclean))
                .mapEmpty());
    }

    private static Future<List<Inheritance>> inherit(SqlConnection connection, RowSet<Row> gained) {
        Map<Integer, Row> byShard = new HashMap<>();
        gained.forEach(row -> byShard.put(row.getInteger("shard"), row));
        return Database.query(connection, ACKS, (Object) byShard.keySet().toArray(Integer[]::new))
                .map(acks -> {
                    List<Inheritance> inheritances = new ArrayList<>();
                    for (Row ack : acks) {
                        Row row = Objects.requireNonNull(byShard.get(ack.getInteger("shard")));
                        inheritances.add(new Inheritance(
                                Leases.holding(row),
                                Instants.millis(ack.getOffsetDateTime("done_before")),
                                Snapshots.read(ack.getString("seen")),
                                row.getBoolean("clean"),
                                ack.getLong("linger")));
                    }
                    return inheritances;
                });
    }

    private static Integer[] shards(List<Holding> holdings) {
        return holdings.stream().map(Holding::shard).toArray(Integer[]::new);
    }

    private static Long[] terms(List<Holding> holdings) {
        return holdings.stream().map(Holding::term).toArray(Long[]::new);
    }
}
