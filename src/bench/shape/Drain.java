package shape;

import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Tasks that waited: inserted in an order that has nothing to do with their due instants, then a checkpoint, then
 * all fired in due order. Shows what touching the old pages costs, and the clearing up afterwards.
 */
final class Drain {
    private static final int TASKS = 200_000;
    private static final int BATCH = 1_000;

    private Drain() {}

    private record Result(Meter fire, Meter clear) {}

    static void compare(LocalDate today, int rounds) {
        Map<Variant, List<Result>> results = new EnumMap<>(Variant.class);
        for (int round = 0; round < rounds; round++) {
            for (var variant : List.of(Variant.A1, Variant.B, Variant.B2)) {
                results.computeIfAbsent(variant, v -> new ArrayList<>()).add(run(new Schema(variant, today)));
            }
        }
        System.out.println("| shape | fired/s | PostgreSQL CPU ms / 1,000 | WAL bytes / outcome |"
                + " clearing up ms | clearing up WAL KiB |");
        System.out.println("|---|---|---|---|---|---|");
        results.forEach((variant, list) -> System.out.printf(
                "| %s | %s | %s | %s | %s | %s |%n",
                variant,
                Spread.of(list, r -> r.fire.livesPerSecond()),
                Spread.of(list, r -> r.fire.cpuMillisPerThousand()),
                Spread.of(list, r -> r.fire.walBytesPerLife()),
                Spread.of(list, r -> r.clear.nanos() / 1e6),
                Spread.of(list, r -> r.clear.walBytes() / 1024.0)));
    }

    private static Result run(Schema schema) {
        try (var session = Session.open();
                var control = Session.open()) {
            schema.create(session);
            var tasks = new ArrayList<>(insert(session, schema));
            tasks.sort(null);
            control.script("VACUUM (ANALYZE) task");
            control.script("CHECKPOINT");
            var start = Meter.read(control, 0);
            var sent = session.send("SELECT 1", Tuple.tuple());
            for (int from = 0; from < TASKS; from += BATCH) {
                var next = session.send(schema.variant().outcome(), Task.outcome(tasks.subList(from, from + BATCH)));
                Session.await(sent);
                sent = next;
            }
            Session.await(sent);
            var fired = Meter.read(control, TASKS);
            control.script(schema.variant().lots ? "DROP TABLE task_" + schema.lot() : "VACUUM task");
            return new Result(fired.since(start), Meter.read(control, TASKS).since(fired));
        }
    }

    private static List<Task> insert(Session session, Schema schema) {
        var random = new SplittableRandom(3);
        var all = new ArrayList<Task>(TASKS);
        var midnight = schema.today().atStartOfDay().atOffset(ZoneOffset.UTC);
        while (all.size() < TASKS) {
            var tasks = new ArrayList<Task>(BATCH);
            for (int i = 0; i < BATCH; i++) {
                OffsetDateTime due = midnight.plusNanos(1000 * random.nextLong(86_400_000_000L));
                tasks.add(Task.made(random, due));
            }
            session.query(Variant.INSERT, Task.insert(schema.lot(), tasks));
            all.addAll(tasks);
        }
        return all;
    }
}
