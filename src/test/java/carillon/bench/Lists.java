package carillon.bench;

import carillon.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Measures lists: {@code Lists FOLDER TASKS FRESH}, a folder for the database and the log, empty or from an earlier
 * run. A million tasks are pending, others fire at a steady rate, and four clients page through lists by id, by due
 * instant and by label. Those that fire are accepted meanwhile, a second before they are due, or were all written
 * before.
 */
final class Lists {

    private static final String STATEMENTS = "carillon_store_list_latency_seconds_";
    private static final String REQUESTS = "carillon_http_requests_seconds_";
    /** Requests for pages, among all. */
    private static final String PAGES = "{method=\"GET\",route=\"/tasks\",status=\"200\"";

    private static final String WITHIN_LIMIT = ",le=\"0.05\"}";
    private static final String SUM = "sum";
    private static final int TEAMS = 100;
    private static final int PER_SECOND = 1_000;
    private static final int PAGE = 100;
    /** After so many pages a client begins anew, elsewhere where it can. */
    private static final int PAGES_IN_A_ROW = 10;

    private static final long PAUSE_MILLIS = 50;
    /** At this rate the compilers of both JVMs need most of a minute, and take a third of the processors meanwhile. */
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    private static final Duration MEASURED = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofSeconds(300);
    private static final Clock CLOCK = Clock.system();

    private final Rig rig;
    private final int tasks;
    private final boolean fresh;
    private final Random random = new Random(1);
    private final AtomicInteger sent = new AtomicInteger();
    private volatile boolean firing = true;

    private Lists(Rig rig, int tasks, boolean fresh) {
        this.rig = rig;
        this.tasks = tasks;
        this.fresh = fresh;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int tasks = Integer.parseInt(arguments[1]);
        JsonObject settings =
                new JsonObject().put("labels", new JsonObject().put("indexed", new JsonArray().add("team")));
        try (Rig rig = new Rig(folder, 18_081, settings)) {
            Lists lists = new Lists(rig, tasks, Boolean.parseBoolean(arguments[2]));
            if (lists.isFilled()) {
                System.out.println("the tasks of an earlier run are taken");
            } else {
                lists.fill();
            }
            lists.measure();
        }
    }

    private boolean isFilled() {
        return rig.row("SELECT count(*) FROM task").getLong(0) > tasks;
    }

    /** Copies of a task that was accepted, due from in an hour on over a day, or over a year for three in ten. */
    private void fill() {
        JsonObject first = new JsonObject()
                .put("id", "first")
                .put("at", Instant.ofEpochMilli(CLOCK.epochMillis() + 7_200_000).toString())
                .put("action", "nothing")
                .put("labels", new JsonObject().put("team", "t0").put("city", "c0"))
                .put("payload", new JsonObject().put("n", 1));
        if (Rig.await(rig.create(first)) != 201) {
            throw new IllegalStateException("the first task was not accepted");
        }
        long start = CLOCK.nanoTime();
        rig.execute("""
                INSERT INTO task (id, lot, shard, state, recurs, nominal, due, created_at, definition, payload)
                SELECT 'task-' || lpad(n::text, 7, '0'), CASE WHEN n %% 10 < 7 THEN f.lot ELSE 0 END, n %% 64, 's',
                    false, d.due, d.due, f.created_at, replace(f.definition, '"t0"', '"t' || n %% %d || '"'), f.payload
                FROM task f, generate_series(1, %d) AS n, LATERAL (
                    SELECT date_trunc('milliseconds', now() + interval '1 hour'
                        + CASE WHEN n %% 10 < 7 THEN random() * 82000 ELSE random() * 31000000 END * interval '1 s')
                        AS due) AS d
                WHERE f.id = 'first'
                """.formatted(TEAMS, tasks));
        // The node makes the index meanwhile, which a vacuum before its end could lock out.
        Rig.until(
                LIMIT,
                () -> rig.row("SELECT count(*) FROM label_index WHERE ready AND key = 'team'")
                                .getLong(0)
                        == 1);
        rig.execute("VACUUM ANALYZE task");
        System.out.printf("%d tasks pending after %.0f s%n", tasks, (CLOCK.nanoTime() - start) / 1e9);
    }

    /** Copies of the first task that fire at the steady rate while lists are read. */
    private void writeBefore() {
        long count = PER_SECOND * WARM_UP.plus(MEASURED).toSeconds();
        rig.execute("""
                INSERT INTO task (id, lot, shard, state, recurs, nominal, due, created_at, definition, payload)
                SELECT gen_random_uuid()::text, f.lot, n %% 64, 's', false, d.due, d.due, f.created_at, f.definition,
                    f.payload
                FROM task f, generate_series(1, %d) AS n, LATERAL (
                    SELECT date_trunc('milliseconds', now() + interval '10 s' + n * interval '1 s' / %d) AS due) AS d
                WHERE f.id = 'first'
                """.formatted(count, PER_SECOND));
        sent.addAndGet((int) count);
        rig.pause(Duration.ofSeconds(10));
    }

    /** Has tasks accepted at the steady rate, each due a second later. */
    private void accept() {
        long start = CLOCK.nanoTime();
        rig.vertx.setPeriodic(5, timer -> {
            if (!firing) {
                rig.vertx.cancelTimer(timer);
                return;
            }
            long due = PER_SECOND * (CLOCK.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1);
            while (sent.get() < due) {
                sent.incrementAndGet();
                rig.status("POST", "/tasks", "{\"delay\":\"PT1S\",\"action\":\"nothing\"}")
                        .onFailure(refused -> System.out.println("not accepted: " + refused));
            }
        });
    }

    private void measure() {
        long outcomes = rig.outcomes();
        if (fresh) {
            accept();
        } else {
            writeBefore();
        }
        List<Reader> readers = List.of(
                new Reader("by id", () -> "/tasks?limit=" + PAGE),
                new Reader("by due instant, from now on", () -> "/tasks?order=due&limit=" + PAGE),
                new Reader(
                        "by due instant, from a day on",
                        () -> "/tasks?limit=" + PAGE + "&dueAfter="
                                + Instant.ofEpochMilli(CLOCK.epochMillis() + random.nextInt(86_400_000))),
                new Reader("by label", () -> "/tasks?limit=" + PAGE + "&label=team:t" + random.nextInt(TEAMS)));
        readers.forEach(Reader::next);
        rig.pause(WARM_UP);
        readers.forEach(Reader::forget);
        Map<String, Double> before = samples();
        Usage usage = new Usage(rig);
        rig.pause(MEASURED);
        String used = usage.sinceThen();
        Map<String, Double> after = samples();
        readers.forEach(reader -> reader.stopped = true);
        firing = false;
        Rig.until(LIMIT, () -> rig.outcomes() >= outcomes + sent.get());
        System.out.printf(
                "%d tasks fired in %d s, of which the last %d are measured%n",
                sent.get(), WARM_UP.plus(MEASURED).toSeconds(), MEASURED.toSeconds());
        readers.forEach(Reader::print);
        after.replaceAll((sample, value) -> value - before.getOrDefault(sample, 0.0));
        printRequests(after);
        printStatements(after);
        System.out.println(used);
    }

    /** What the node measures of lists, by the names of its samples. */
    private Map<String, Double> samples() {
        Map<String, Double> samples = new TreeMap<>();
        Rig.await(rig.text("/metrics"))
                .lines()
                .filter(line -> line.startsWith(STATEMENTS) || line.startsWith(REQUESTS))
                .forEach(line -> {
                    int space = line.lastIndexOf(' ');
                    samples.put(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
                });
        return samples;
    }

    private static void printRequests(Map<String, Double> samples) {
        double pages = samples.getOrDefault(REQUESTS + "count" + PAGES + "}", 0.0);
        System.out.printf(
                "pages in the node, from request to answer: %.0f, ms mean %.1f, %.0f over 50 ms%n",
                pages,
                samples.getOrDefault(REQUESTS + SUM + PAGES + "}", 0.0) / pages * 1e3,
                pages - samples.getOrDefault(REQUESTS + "bucket" + PAGES + WITHIN_LIMIT, 0.0));
    }

    private static void printStatements(Map<String, Double> samples) {
        samples.forEach((sample, sum) -> {
            if (sample.startsWith(STATEMENTS + SUM)) {
                double statements = samples.getOrDefault(sample.replaceFirst(SUM, "count"), 0.0);
                System.out.printf(
                        "statements %s: %.0f, ms mean %.1f%n",
                        sample.substring(STATEMENTS.length() + SUM.length()), statements, sum / statements * 1e3);
            }
        });
    }

    /** Reads one page after the other. */
    private final class Reader {

        final List<Long> latencies = Collections.synchronizedList(new ArrayList<>());
        volatile boolean stopped;
        private final String name;
        private final Supplier<String> list;
        private String path = "";
        private String cursor = "";
        private int inARow;
        private volatile long shown;

        Reader(String name, Supplier<String> list) {
            this.name = name;
            this.list = list;
        }

        void next() {
            if (stopped) {
                return;
            }
            if (cursor.isEmpty() || inARow == PAGES_IN_A_ROW) {
                path = list.get();
                cursor = "";
                inARow = 0;
            }
            inARow++;
            long sent = CLOCK.nanoTime();
            Future<String> page = rig.text(cursor.isEmpty() ? path : path + "&cursor=" + cursor);
            page.onSuccess(text -> {
                        latencies.add(CLOCK.nanoTime() - sent);
                        JsonObject answer = new JsonObject(text);
                        cursor = Objects.requireNonNullElse(answer.getString("cursor"), "");
                        shown += answer.getJsonArray("tasks").size();
                        rig.vertx.setTimer(PAUSE_MILLIS, pause -> next());
                    })
                    .onFailure(failure -> System.out.println(name + ": " + failure));
        }

        void forget() {
            latencies.clear();
            shown = 0;
        }

        void print() {
            List<Long> sorted = latencies.stream().sorted().toList();
            System.out.printf(
                    "%s: %d pages, %d tasks on each on average; ms p50 %.1f, p99 %.1f, max %.1f%n",
                    name,
                    sorted.size(),
                    shown / sorted.size(),
                    sorted.get(sorted.size() / 2) / 1e6,
                    sorted.get(sorted.size() * 99 / 100) / 1e6,
                    sorted.getLast() / 1e6);
        }
    }
}
