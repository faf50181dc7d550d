package carillon.bench;

import carillon.bench.LineCall.Reading;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures and checks what is done by the line: {@code Bulk FOLDER [LINES]}, an empty folder for the database and the
 * logs. Tasks are created by a client that reads as it goes, and by one that sends all before it reads; triggers are
 * previewed; and tasks are paused, resumed and cancelled together. Every answer is looked at.
 */
final class Bulk {

    private static final int LINES = 100_000;
    /** As many tasks to a preview. */
    private static final int PER_PREVIEW = 10;

    private static final int MINUTES_A_DAY = 24 * 60;
    private static final LocalDateTime FROM = LocalDateTime.of(2026, 1, 1, 0, 0);

    private final LaunchedNode node;
    private final int count;

    private Bulk(LaunchedNode node, int count) {
        this.node = node;
        this.count = count;
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : LINES;
        try (LaunchedNode node = new LaunchedNode(folder)) {
            Bulk bulk = new Bulk(node, count);
            bulk.create("early", Reading.AS_IT_GOES);
            bulk.create("late", Reading.AFTER_ALL_IS_SENT);
            bulk.preview(count / PER_PREVIEW);
            bulk.change("pause", "?action=early");
            bulk.change("resume", "?state=paused");
            bulk.change("cancel", "?action=early");
        }
    }

    private void create(String name, Reading reading) throws IOException {
        BulkLines tasks = new BulkLines(name, count);
        LaunchedNode.Watch watch = node.watch();
        LineCall answer = LineCall.post(node, "/tasks", tasks.lines(), reading);
        String taken = watch.of(count);
        require(answer.status() == 200, "the stream was answered by " + answer.status() + answer.lines());
        require(answer.lines().size() == count, answer.lines().size() + " answers to " + count + " lines");
        for (int i = 0; i < count; i++) {
            JsonObject line = new JsonObject(answer.lines().get(i));
            boolean right = line.getInteger("status") == tasks.statusOf(i)
                    && (tasks.statusOf(i) != 201 || line.getString("id").equals(tasks.id(i)));
            require(right, "line " + i + " was answered by " + line);
        }
        System.out.printf("create, read %s: %s%n", spoken(reading.name()), taken);
        Set<String> stored = stored(name);
        require(stored.equals(tasks.good()), stored.size() + " tasks are stored, and not those that were accepted");
    }

    private Set<String> stored(String action) throws IOException {
        Set<String> ids = new HashSet<>();
        String cursor = "";
        LaunchedNode.Watch watch = node.watch();
        while (cursor != null) {
            String page = "/tasks?limit=1000" + (cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor));
            JsonObject read = new JsonObject(LineCall.get(node, page).lines().getFirst());
            read.getJsonArray("tasks").stream()
                    .map(JsonObject.class::cast)
                    .filter(task -> action.equals(task.getString("action")))
                    .forEach(task -> ids.add(task.getString("id")));
            cursor = read.getString("cursor");
        }
        System.out.printf("  %d are stored: all of them%n  listed in %s%n", ids.size(), watch.of(ids.size()));
        return ids;
    }

    private void preview(int previews) throws IOException {
        Stream<String> lines = IntStream.range(0, previews).mapToObj(i -> "{\"cron\":\"%d %d * * *\",\"from\":\"%sZ\"}"
                .formatted(i % 60, i % MINUTES_A_DAY / 60, FROM.plusSeconds(-1)));
        LaunchedNode.Watch watch = node.watch();
        List<String> answers =
                LineCall.post(node, "/preview", lines, Reading.AS_IT_GOES).lines();
        System.out.printf("preview: %s%n", watch.of(previews));
        require(answers.size() == previews, answers.size() + " answers to " + previews + " lines");
        for (int i = 0; i < previews; i++) {
            JsonObject answer = new JsonObject(answers.get(i));
            String first = FROM.plusMinutes(i % MINUTES_A_DAY)
                    .toInstant(ZoneOffset.UTC)
                    .toString();
            boolean right = answer.getInteger("status") == 200
                    && answer.getJsonArray("next").getString(0).equals(first);
            require(right, "preview " + i + " was answered by " + answer);
        }
    }

    private void change(String change, String filter) throws IOException {
        int good = new BulkLines("early", count).good().size();
        LaunchedNode.Watch watch = node.watch();
        LineCall answer = LineCall.post(node, "/tasks/" + change + filter, Stream.empty(), Reading.AFTER_ALL_IS_SENT);
        System.out.printf("%s %d: %s%n", change, good, watch.of(good));
        JsonObject last = new JsonObject(answer.lines().getLast());
        boolean right = last.getBoolean("finished", false) && last.getInteger("changed") == good;
        require(right, change + " was answered by " + last);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }

    private static String spoken(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
