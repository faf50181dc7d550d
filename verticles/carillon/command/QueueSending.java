package carillon.command;

import carillon.client.Carillon;
import carillon.client.CarillonException;
import carillon.client.Queues;
import java.util.List;
import java.util.Optional;

/** Sends queues that were read to a node, and tells what became of each. */
final class QueueSending {

    private static final int NOT_FOUND = 404;

    private final Carillon node;
    private final boolean isDryRun;
    private final Telling telling;

    QueueSending(Carillon node, boolean isDryRun, Telling telling) {
        this.node = node;
        this.isDryRun = isDryRun;
        this.telling = telling;
    }

    /** Gives each the settings and the pause that it is to have, and answers how many were refused. */
    int each(List<PlacedQueue> queues) {
        int refused = 0;
        for (PlacedQueue queue : queues) {
            try {
                send(queue);
            } catch (CarillonException no) {
                telling.refused(List.of(queue.place()), no);
                refused++;
            }
        }
        return refused;
    }

    private void send(PlacedQueue read) {
        KeptQueue queue = read.queue();
        Optional<KeptQueue> there = find(queue.name());
        List<String> differences = queue.differences(there.orElse(KeptQueue.plain(queue.name())));
        if (!isDryRun && !differences.isEmpty()) {
            apply(queue);
        }
        String members = there.isEmpty() || differences.isEmpty() ? "" : "  " + String.join(", ", differences);
        String change = there.isEmpty() ? Telling.CREATED : Telling.UPDATED;
        telling.done(
                differences.isEmpty() ? Telling.UNCHANGED : change,
                "queue " + queue.name(),
                members + "  " + read.place());
    }

    /** Nothing starts by new limits in a queue that is to be paused. */
    private void apply(KeptQueue queue) {
        Queues queues = node.queues();
        if (queue.isPaused()) {
            queues.pause(queue.name());
        }
        node.call("PUT", "/queues/" + queue.name(), queue.settings());
        if (Boolean.FALSE.equals(queue.paused())) {
            queues.resume(queue.name());
        }
    }

    private Optional<KeptQueue> find(String name) {
        try {
            return Optional.of(KeptQueue.of(node.queues().get(name)));
        } catch (CarillonException refused) {
            if (refused.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
