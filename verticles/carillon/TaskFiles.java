package carillon;

import carillon.bus.Bus;
import carillon.bus.BusFailure;
import carillon.importing.BadTaskFileException;
import carillon.importing.TaskFile;
import carillon.json.DecodedSet;
import carillon.message.SetMessage;
import carillon.message.SetMessage.Kept;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The files of tasks that a node keeps: each is a set. They are read before anything starts, and carried out once the
 * node is up, through the door that {@code PUT /tasks} has. Nodes that do so at once do the same twice, which is once.
 */
final class TaskFiles {

    private static final String KEY = "tasks.files";
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");
    private static final long ANSWER_MILLIS = 60_000;
    private static final long RETRY_MILLIS = 500;
    /** While shards find their owners, and an owner may have died a moment ago. */
    private static final int TRIES_MAX = 120;

    private final Vertx vertx;
    private final Map<Path, DecodedSet.Whole> sets;

    private TaskFiles(Vertx vertx, Map<Path, DecodedSet.Whole> sets) {
        this.vertx = vertx;
        this.sets = sets;
    }

    /**
     * Reads them on a worker thread.
     *
     * @param paths files, or folders of which every file with a known ending is taken, in the order of their names
     * @return fails with a {@link BadTaskFileException} that tells every fault of every file
     */
    static Future<TaskFiles> read(Vertx vertx, List<String> paths) {
        return vertx.executeBlocking(() -> new TaskFiles(vertx, sets(paths))).map(Objects::requireNonNull);
    }

    /**
     * Makes the tasks what the files say. A task that moved from one file to another has left its set by the second
     * round.
     */
    Future<?> carryOut() {
        Map<Path, DecodedSet.Whole> clashing = new LinkedHashMap<>();
        return each(sets, (file, kept) -> clashing.put(file, sets.get(file)))
                .compose(first -> each(clashing, TaskFiles::refuse));
    }

    private interface Clashing {
        void tell(Path file, Kept kept);
    }

    private Future<?> each(Map<Path, DecodedSet.Whole> some, Clashing clashing) {
        Future<?> done = Future.succeededFuture();
        for (Map.Entry<Path, DecodedSet.Whole> entry : some.entrySet()) {
            done = done.compose(before -> keep(entry.getValue(), TRIES_MAX)).map(kept -> {
                if (!kept.clashes().isEmpty()) {
                    clashing.tell(entry.getKey(), kept);
                }
                return kept;
            });
        }
        return done;
    }

    private Future<Kept> keep(DecodedSet.Whole set, int tries) {
        SetMessage.Keep keep = new SetMessage.Keep(set.name(), set.tasks(), false);
        return new Bus(vertx)
                .request(SetMessage.ADDRESS, keep, ANSWER_MILLIS)
                .recover(failure -> tries > 1 && mayPass(failure)
                        ? vertx.timer(RETRY_MILLIS, TimeUnit.MILLISECONDS).compose(passed -> keep(set, tries - 1))
                        : Future.failedFuture(failure));
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof BusFailure known
                && switch (known.code()) {
                    case UNAVAILABLE, ABSENT, NOT_OWNER, BUSY -> true;
                    case REFUSED, INTERNAL -> false;
                };
    }

    private static void refuse(Path file, Kept kept) {
        throw new BadTaskFileException(kept.clashes().stream()
                .map(clash -> file + ": /tasks/" + clash.index() + clash.pointer() + " " + clash.detail())
                .toList());
    }

    private static Map<Path, DecodedSet.Whole> sets(List<String> paths) {
        Map<Path, DecodedSet.Whole> sets = new LinkedHashMap<>();
        Map<String, Path> names = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        for (Path file : paths.stream().flatMap(path -> files(path, faults)).toList()) {
            try {
                DecodedSet.Whole set = TaskFile.set(file.toString(), Files.readString(file));
                sets.put(file, set);
                Path twin = names.put(set.name(), file);
                if (twin != null && !twin.equals(file)) {
                    faults.add(file + ": the set " + set.name() + " is that of " + twin + " as well; rename one");
                }
            } catch (BadTaskFileException bad) {
                faults.add(bad.getMessage());
            } catch (CharacterCodingException otherCharset) {
                faults.add(file + ": is not UTF-8");
            } catch (IOException unreadable) {
                faults.add(file + ": cannot be read");
            }
        }
        if (!faults.isEmpty()) {
            throw new BadTaskFileException(faults);
        }
        return sets;
    }

    private static Stream<Path> files(String path, List<String> faults) {
        Path named = Path.of(path);
        if (!Files.isDirectory(named)) {
            if (!Files.exists(named)) {
                faults.add(KEY + " names " + named.toAbsolutePath() + ", and there is no such file or folder");
            } else if (!isTaskFile(named)) {
                faults.add(KEY + " names " + named + ", which ends in none of " + String.join(", ", ENDINGS));
            } else {
                return Stream.of(named);
            }
            return Stream.empty();
        }
        try (Stream<Path> inside = Files.list(named)) {
            return inside.filter(TaskFiles::isTaskFile).sorted().toList().stream();
        } catch (IOException unreadable) {
            faults.add(KEY + " names " + named + ", which cannot be read");
            return Stream.empty();
        }
    }

    private static boolean isTaskFile(Path file) {
        String name = String.valueOf(file.getFileName());
        return Files.isRegularFile(file)
                && !name.startsWith(".")
                && ENDINGS.stream().anyMatch(name::endsWith);
    }
}
