package shape;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** A one-shot task as the harness remembers it. */
record Task(String id, short shard, OffsetDateTime due) implements Comparable<Task> {
    private static final String DEFINITION = """
            {"action":{"http":{"url":"http://localhost:9000/hooks/orders","method":"POST"}},\
            "timeout":"PT30S","priority":"normal","labels":{"team":"a"}}""";

    static Task made(SplittableRandom random, OffsetDateTime due) {
        var millis = System.currentTimeMillis();
        var id =
                new UUID(millis << 16 | 0x7000 | random.nextInt(0x1000), random.nextLong() >>> 2 | 0x8000000000000000L);
        return new Task(id.toString(), (short) random.nextInt(Schema.SHARDS), due);
    }

    @Override
    public int compareTo(Task other) {
        return due.compareTo(other.due);
    }

    static Tuple insert(int lot, List<Task> tasks) {
        var count = tasks.size();
        var shards = new Short[count];
        var ids = new String[count];
        var dues = new OffsetDateTime[count];
        var definitions = new String[count];
        var payloads = new Buffer[count];
        for (int i = 0; i < count; i++) {
            var task = tasks.get(i);
            shards[i] = task.shard;
            ids[i] = task.id;
            dues[i] = task.due;
            definitions[i] = DEFINITION;
            payloads[i] = Buffer.buffer("{\"order\":\"" + task.id + "\"}");
        }
        return Tuple.of(lot, shards, ids, dues, definitions, payloads);
    }

    static Tuple outcome(List<Task> tasks) {
        var count = tasks.size();
        var ids = new String[count];
        var shards = new Short[count];
        var terms = new Long[count];
        var versions = new Integer[count];
        var attempts = new Short[count];
        var outcomes = new String[count];
        var dues = new OffsetDateTime[count];
        var started = new OffsetDateTime[count];
        var now = OffsetDateTime.now();
        for (int i = 0; i < count; i++) {
            var task = tasks.get(i);
            ids[i] = task.id;
            shards[i] = task.shard;
            terms[i] = 1L;
            versions[i] = 1;
            attempts[i] = (short) 1;
            outcomes[i] = "s";
            dues[i] = task.due;
            started[i] = now;
        }
        var distinct = tasks.stream().map(Task::shard).distinct().sorted().toArray(Short[]::new);
        return Tuple.from(new Object[] {
            distinct, ids, shards, terms, versions, attempts, outcomes, dues, started, started, new String[count]
        });
    }
}
