package carillon.client;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way of a change through the tasks that it meets; one request, or more if it breaks off. For one thread. */
final class BulkPass {

    private final Wire wire;
    private final String path;
    private final Query query;
    private final Consumer<Progress> listener;

    private @Nullable String cursor;
    /** Up to the cursor. */
    private Progress safe = Progress.NONE;
    /** In the request under way, whose counts are of itself. */
    private Progress begun = Progress.NONE;

    private boolean isFinished;
    private @Nullable Problem problem;

    BulkPass(Wire wire, String path, Query query, Consumer<Progress> listener) {
        this.wire = wire;
        this.path = path;
        this.query = query;
        this.listener = listener;
    }

    /**
     * Sends the request that goes on from the cursor.
     *
     * @return what was done in all; empty if it got on, and broke off then
     * @throws CarillonException if it got nowhere because it was refused
     * @throws IOException if it got nowhere because the connection broke
     */
    Optional<Progress> goOn() throws IOException {
        Progress before = safe;
        try {
            return Optional.of(request(before));
        } catch (CarillonException | IOException brokenOff) {
            if (before.equals(safe)) {
                throw brokenOff;
            }
            return Optional.empty();
        }
    }

    private Progress request(Progress before) throws IOException {
        begun = Progress.NONE;
        problem = null;
        wire.stream(Call.post(path + query.with("cursor", cursor)), line -> take(Members.of(line), before));
        if (problem != null) {
            throw new CarillonException(problem);
        }
        if (!isFinished) {
            throw new EOFException("the answer broke off");
        }
        return before.plus(begun);
    }

    private void take(Members line, Progress before) {
        begun = Progress.of(line, begun);
        isFinished = line.flag("finished");
        if (line.value("status") != null) {
            problem = Problem.of((int) line.number("status"), line.json(), null);
            return;
        }
        String next = line.text("cursor");
        if (next != null) {
            cursor = next;
            safe = before.plus(begun);
        }
        if (!isFinished) {
            listener.accept(before.plus(begun));
        }
    }
}
