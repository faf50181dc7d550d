package carillon.bench;

import carillon.time.Clock;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures a node: {@code First FOLDER}, an empty folder for the database and the log. About three minutes. */
final class First {

    private static final int WEBHOOKS = 10_000;
    private static final int PER_SECOND = 1_000;
    private static final Duration PACED = Duration.ofSeconds(30);
    private static final Duration LIVES = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final Clock CLOCK = Clock.system();
    private static final String NOTHING = "{\"delay\":\"PT0S\",\"action\":\"nothing\"}";

    private final Rig rig;

    private First(Rig rig) {
        this.rig = rig;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        System.out.println("load average at the start: " + load());
        try (Rig rig = new Rig(folder, 18_080)) {
            First first = new First(rig);
            first.webhooks();
            first.paced();
            first.lives();
        }
        System.out.println("load average at the end: " + load());
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).strip();
    }

    private void webhooks() throws Exception {
        VerifyingReceiver receiver = new VerifyingReceiver(rig);
        Random random = new Random(1);
        JsonObject action = new JsonObject().put("http", new JsonObject().put("url", receiver.url));
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        // The minute begins when all have been accepted.
        long minute = CLOCK.epochMillis() + 30_000;
        for (int i = 0; i < WEBHOOKS; i++) {
            String at = Instant.ofEpochMilli(minute + random.nextInt(60_000)).toString();
            rig.create(new JsonObject().put("at", at).put("action", action).put("payload", i))
                    .onSuccess(status -> accepted.addAndGet(status == 201 ? 1 : 0))
                    .onComplete(status -> answered.incrementAndGet());
        }
        Rig.until(LIMIT, () -> answered.get() == WEBHOOKS);
        long left = minute - CLOCK.epochMillis();
        Rig.until(LIMIT, () -> receiver.verified.size() >= accepted.get());
        List<Long> sorted = receiver.latenesses.stream().sorted().toList();
        System.out.printf(
                "webhooks over a minute: %d accepted (%d ms before it), %d arrivals, %d verified tasks, %d early;"
                        + " lateness ms p50 %d, p99 %d, max %d%n",
                accepted.get(),
                left,
                receiver.arrivals.get(),
                receiver.verified.size(),
                receiver.early.get(),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 99 / 100),
                sorted.getLast());
    }

    /** Tasks at a steady rate, each due a second after it was accepted. */
    private void paced() {
        long before = rig.outcomes();
        Meter meter = new Meter(rig);
        String task = NOTHING.replace("PT0S", "PT1S");
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        long start = CLOCK.nanoTime();
        int all = (int) (PER_SECOND * PACED.toSeconds());
        rig.vertx.setPeriodic(5, timer -> {
            long due = Math.min(all, PER_SECOND * (CLOCK.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1));
            while (sent.get() < due) {
                sent.incrementAndGet();
                rig.status("POST", "/tasks", task)
                        .onSuccess(status -> accepted.addAndGet(status == 201 ? 1 : 0))
                        .onComplete(status -> answered.incrementAndGet());
            }
        });
        Rig.until(LIMIT, () -> answered.get() == all);
        Rig.until(LIMIT, () -> rig.outcomes() >= before + accepted.get());
        Row late = rig.row("""
                SELECT percentile_disc(ARRAY[0.5, 0.99, 1]) WITHIN GROUP (ORDER BY late)::text
                  FROM (SELECT extract(epoch FROM started_at - coalesce(due, scheduled_for)) * 1000 AS late
                          FROM run
                         WHERE coalesce(due, scheduled_for) > clock_timestamp() - interval '%d s'
                         ORDER BY coalesce(due, scheduled_for) DESC LIMIT %d) AS recent
                """.formatted(LIMIT.toSeconds(), accepted.get()));
        System.out.printf(
                "%d tasks a second for %d s: %d accepted; recorded lateness ms p50, p99, max %s; %s%n",
                PER_SECOND, PACED.toSeconds(), accepted.get(), late.getString(0), meter.perTask(accepted.get()));
    }

    /** Tasks due at once, as fast as so many connections bring them. */
    private void lives() {
        long before = rig.outcomes();
        Meter meter = new Meter(rig);
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger busy = new AtomicInteger(Rig.CONNECTIONS);
        long start = CLOCK.nanoTime();
        for (int i = 0; i < Rig.CONNECTIONS; i++) {
            next(accepted, busy, start + LIVES.toNanos());
        }
        Rig.until(LIMIT, () -> busy.get() == 0);
        Rig.until(LIMIT, () -> rig.outcomes() >= before + accepted.get());
        double seconds = (CLOCK.nanoTime() - start) / 1e9;
        System.out.printf(
                "whole lives: %d in %.1f s, %.0f a second; %s%n",
                accepted.get(), seconds, accepted.get() / seconds, meter.perTask(accepted.get()));
    }

    private void next(AtomicInteger accepted, AtomicInteger busy, long end) {
        if (CLOCK.nanoTime() - end >= 0) {
            busy.decrementAndGet();
            return;
        }
        rig.status("POST", "/tasks", NOTHING)
                .onSuccess(status -> accepted.addAndGet(status == 201 ? 1 : 0))
                .onComplete(answered -> next(accepted, busy, end));
    }

    /** Processor time since it was made. */
    private record Meter(Rig rig, double node, double database) {

        Meter(Rig rig) {
            this(rig, Cpu.secondsOf(rig.node.pid()), Cpu.secondsOf(rig.database.pid()));
        }

        String perTask(int tasks) {
            return "CPU a task: node %.0f µs, PostgreSQL %.0f µs"
                    .formatted(
                            (Cpu.secondsOf(rig.node.pid()) - node) / tasks * 1e6,
                            (Cpu.secondsOf(rig.database.pid()) - database) / tasks * 1e6);
        }
    }
}
