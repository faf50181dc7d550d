package shape;

import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The safety read over 300,000 tasks of today and a week of history: nothing new, then 20,000 new tasks. */
final class Safety {
    private static final int OLD_BATCHES = 300;
    private static final int NEW_BATCHES = 20;
    private static final int BATCH = 1_000;

    private Safety() {}

    static void compare(LocalDate today) {
        for (var variant : List.of(Variant.A1, Variant.A2, Variant.A3, Variant.B)) {
            run(new Schema(variant, today));
        }
    }

    private static void run(Schema schema) {
        try (var session = Session.open();
                var late = Session.open()) {
            schema.create(session);
            History.fill(session, schema, 20_000);
            var random = new SplittableRandom(4);
            insert(session, schema, random, OLD_BATCHES);
            session.script("VACUUM (ANALYZE) task");
            late.script("BEGIN");
            insert(late, schema, random, 1);
            insert(session, schema, random, 1);
            var snapshot = session.row("SELECT pg_current_snapshot()::text").getString(0);
            measure(schema, session, "nothing new, one transaction in flight", snapshot);
            late.script("COMMIT");
            insert(session, schema, random, NEW_BATCHES);
            measure(schema, session, "20,000 new and 1,000 committed late", snapshot);
            System.out.println(explain(schema, session, snapshot));
        }
    }

    private static void insert(Session session, Schema schema, SplittableRandom random, int batches) {
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        for (int batch = 0; batch < batches; batch++) {
            var tasks = new ArrayList<Task>(BATCH);
            for (int i = 0; i < BATCH; i++) {
                tasks.add(Task.made(random, now.plusSeconds(random.nextInt(3600))));
            }
            session.query(Variant.INSERT, Task.insert(schema.lot(), tasks));
        }
    }

    private static void measure(Schema schema, Session session, String what, String snapshot) {
        var sql = schema.variant().safety();
        measure(schema, session, what, sql, Tuple.of(snapshot));
        if (schema.variant().lots) {
            var recent = schema.variant().safetyInRecentLots();
            measure(schema, session, what + ", recent lots only", recent, Tuple.of(snapshot, schema.lot()));
        }
    }

    private static void measure(Schema schema, Session session, String what, String sql, Tuple tuple) {
        var times = new ArrayList<Double>();
        var rows = 0;
        for (int i = 0; i < 30; i++) {
            var start = System.nanoTime();
            rows = session.query(sql, tuple).size();
            times.add((System.nanoTime() - start) / 1e6);
        }
        System.out.printf("- %s: %s: %s ms, %,d rows%n", schema.variant(), what, Spread.of(times, t -> t), rows);
    }

    private static String explain(Schema schema, Session session, String snapshot) {
        var text = new StringBuilder("```\n");
        var variant = schema.variant();
        var sql = (variant.lots ? variant.safetyInRecentLots() : variant.safety())
                .replace("$1", "'" + snapshot + "'")
                .replace("$2", String.valueOf(schema.lot()));
        for (var row : session.script("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) " + sql)) {
            text.append(row.getString(0)).append('\n');
        }
        return text.append("```").toString();
    }
}
