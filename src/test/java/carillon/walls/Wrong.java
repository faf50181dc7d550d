package carillon.walls;

import java.util.List;
import java.util.stream.Stream;

/**
 * Code that breaks a wall.
 *
 * @param sources the text of one class each
 */
record Wrong(Wall wall, List<String> sources) {

    private static Wrong wrong(Wall wall, String... sources) {
        return new Wrong(wall, List.of(sources));
    }

    /** Packages that know what they must not. */
    static Stream<Wrong> knowing() {
        return Stream.of(
                wrong(
                        Wall.SHARED_SEES_NO_VERTICLE,
                        "package carillon.task; class Task { carillon.http.Page page; }",
                        "package carillon.http; public class Page {}"),
                wrong(
                        Wall.NO_VERTICLE_SEES_ANOTHER,
                        "package carillon.timer; class Owner { carillon.store.Sql sql; }",
                        "package carillon.store; public class Sql {}"),
                wrong(
                        Wall.NOTHING_SEES_THE_ROOT,
                        "package carillon.http; class Page { carillon.Main main; }",
                        "package carillon; public class Main {}"),
                wrong(
                        Wall.NO_CYCLES,
                        "package carillon.time; public class Clock { carillon.cron.Rule rule; }",
                        "package carillon.cron; public class Rule { carillon.time.Clock clock; }"),
                wrong(
                        Wall.SHARED_IS_LAYERED,
                        "package carillon.time; class Clock { carillon.task.Task task; }",
                        "package carillon.task; public class Task {}"),
                wrong(
                        Wall.ONLY_STORE_KNOWS_SQL,
                        "package carillon.timer; class Owner { io.vertx.sqlclient.Pool pool; }"),
                wrong(Wall.ONLY_STORE_KNOWS_SQL, "package carillon.http; class Page { java.sql.Connection open; }"),
                wrong(
                        Wall.ONLY_TIMER_USES_THE_WHEEL,
                        "package carillon.http; class Page { carillon.wheel.Wheel wheel; }",
                        "package carillon.wheel; public class Wheel {}"),
                wrong(
                        Wall.PURE_PACKAGES_KNOW_THE_LANGUAGE_ONLY,
                        "package carillon.lease; class Lease { io.vertx.core.Vertx vertx; }"),
                wrong(
                        Wall.THE_CLIENT_NEEDS_NOTHING_BUT_A_JDK,
                        "package carillon.client; class Task { carillon.json.Form form; }",
                        "package carillon.json; public class Form {}"),
                wrong(
                        Wall.THE_CLIENT_NEEDS_NOTHING_BUT_A_JDK,
                        "package carillon.client; class Task { com.fasterxml.jackson.core.JsonParser parser; }"),
                wrong(
                        Wall.ONLY_JSON_KNOWS_JACKSON,
                        "package carillon.task; class Task { com.fasterxml.jackson.core.JsonParser parser; }"),
                wrong(
                        Wall.ONLY_IMPORTING_KNOWS_YAML,
                        "package carillon.task; class Task { org.snakeyaml.engine.v2.api.Load load; }"),
                wrong(
                        Wall.NOTHING_IS_DESERIALIZED_BY_JAVA,
                        "package carillon.http; class Page { java.io.ObjectInputStream in; }"));
    }

    /** Every way to read the clock behind the back of {@code carillon.time}. */
    static Stream<Wrong> readingTheClock() {
        Stream<String> elsewhere = Stream.of("package carillon.client; class Task { long now = System.nanoTime(); }");
        Stream<String> anyhow = Stream.of(
                        "System.nanoTime()",
                        "System.currentTimeMillis()",
                        "java.time.Instant.now()",
                        "java.time.LocalDate.now()",
                        "java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC)",
                        "java.time.Clock.systemUTC()",
                        "java.util.Calendar.getInstance()",
                        "new java.util.Date()",
                        "(java.util.function.LongSupplier) System::nanoTime",
                        "(java.util.function.Supplier<java.util.Date>) java.util.Date::new")
                .map("package carillon.http; class Page { Object now = %s; }"::formatted);
        return Stream.concat(anyhow, elsewhere).map(source -> wrong(Wall.ONLY_TIME_READS_THE_CLOCK, source));
    }

    /** Messages that may change under way. */
    static Stream<Wrong> messages() {
        String message = "package carillon.message; record Said(%s) implements carillon.bus.Message {}";
        return Stream.of(
                        List.of("package carillon.message; final class Said implements carillon.bus.Message {}"),
                        List.of(message.formatted("java.util.ArrayList<String> words")),
                        List.of(message.formatted("byte[] bytes")),
                        List.of(message.formatted("java.util.List<String> notCopied")),
                        List.of(message.formatted("Object anything")),
                        List.of(
                                message.formatted("Deep deep"),
                                "package carillon.message; record Deep(int[] parts) {}"),
                        List.of(message.formatted("Bean bean"), "package carillon.message; class Bean { int x; }"))
                .map(sources -> new Wrong(Wall.MESSAGES_ARE_RECORDS_OF_IMMUTABLE_PARTS, sources));
    }

    /** Every way to hold a thread. */
    static Stream<Wrong> blocking() {
        return Stream.of(
                        "Thread.sleep(1)",
                        "new Object().wait()",
                        "Thread.currentThread().join()",
                        "new java.util.concurrent.CountDownLatch(1).await()",
                        "new java.util.concurrent.CompletableFuture<String>().get()",
                        "new java.util.concurrent.CompletableFuture<String>().join()",
                        "io.vertx.core.Future.succeededFuture().await()",
                        "new java.util.concurrent.LinkedBlockingQueue<String>().take()",
                        "new java.net.Socket()",
                        "java.net.InetAddress.getByName(\"localhost\")",
                        "new java.io.FileInputStream(\"x\")",
                        "java.nio.file.Files.readString(java.nio.file.Path.of(\"x\"))",
                        "new ProcessBuilder().start()")
                .map("package carillon.http; class Page { void render() throws Exception { %s; } }"::formatted)
                .map(source -> wrong(Wall.NOTHING_BLOCKS_AN_EVENT_LOOP, source));
    }

    /** All of them. */
    static Stream<Wrong> all() {
        return Stream.of(knowing(), readingTheClock(), messages(), blocking()).flatMap(wrongs -> wrongs);
    }
}
