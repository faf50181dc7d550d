package carillon.client;

import java.io.EOFException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Creates tasks a line each, in requests of a bounded size one after the other, so that any number of them is sent in
 * bounded memory, and that what was turned away, or broke off, can be sent again.
 */
final class Creations {

    private static final int LINES_MAX = 4_000;
    private static final int CHARS_MAX = 1 << 20;

    private final Wire wire;

    Creations(Wire wire) {
        this.wire = wire;
    }

    void send(Iterator<Task> tasks, Consumer<Creation> answers) {
        List<Task> batch = new ArrayList<>();
        int chars = 0;
        while (tasks.hasNext()) {
            Task task = tasks.next();
            batch.add(task);
            chars += task.json().toString().length();
            if (batch.size() >= LINES_MAX || chars >= CHARS_MAX || !tasks.hasNext()) {
                batch(batch).forEach(answers);
                batch.clear();
                chars = 0;
            }
        }
    }

    /** What became of each, in order. */
    private List<Creation> batch(List<Task> tasks) {
        List<Creation> made = answers(tasks);
        Patience patience = wire.patience();
        while (made.stream().anyMatch(Creation::isTurnedAway) && patience.pause(null)) {
            Iterator<Creation> again = answers(made.stream()
                            .filter(Creation::isTurnedAway)
                            .map(Creation::task)
                            .toList())
                    .iterator();
            made = made.stream()
                    .map(one -> one.isTurnedAway() ? again.next() : one)
                    .toList();
        }
        return made;
    }

    private List<Creation> answers(List<Task> tasks) {
        String lines = tasks.stream().map(task -> task.json().line() + "\n").collect(Collectors.joining());
        return wire.repeatedly(true, () -> {
            List<Creation> made = new ArrayList<>();
            wire.stream(
                    Call.postLines("/tasks", lines),
                    line -> made.add(Creation.of(tasks.get(made.size()), Members.of(line))));
            if (made.size() < tasks.size()) {
                throw new EOFException("the answer broke off after " + made.size() + " of " + tasks.size());
            }
            return made;
        });
    }
}
