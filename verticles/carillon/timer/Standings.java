package carillon.timer;

import carillon.bus.BusFailure;
import carillon.message.DeliveryMessage.Beginning;
import carillon.message.DeliveryMessage.Begun;
import carillon.message.Occurrence;
import carillon.message.RunView.Stage;
import carillon.message.Standing;
import carillon.message.TimerMessage;
import carillon.task.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says of occurrences what the database does not know: which run, and since when by the word of who makes their
 * attempts, and what the others that are due wait for; and of shards how much of that there is.
 */
final class Standings {

    private final Map<Integer, OwnedShard> owned;
    private final Agenda agenda;
    private final Absences absences;
    private final Backpressure backpressure;
    private final Time time;
    private final Ports ports;

    Standings(
            Map<Integer, OwnedShard> owned,
            Agenda agenda,
            Absences absences,
            Backpressure backpressure,
            Time time,
            Ports ports) {
        this.owned = owned;
        this.agenda = agenda;
        this.absences = absences;
        this.backpressure = backpressure;
        this.time = time;
        this.ports = ports;
    }

    /** Tells of all shards that are ours. */
    TimerMessage.ShardsTold shards() {
        long now = time.now();
        return new TimerMessage.ShardsTold(
                owned.values().stream().map(shard -> shard.state(now)).toList());
    }

    /** Tells of those occurrences of tasks that are under way; the others are as the database says. Never fails. */
    void tell(List<String> ids, Reply<TimerMessage.Standings> reply) {
        Map<String, List<Occurrence>> given = new HashMap<>();
        for (Entry entry : agenda.of(ids)) {
            if (entry.state == Entry.State.IN_FLIGHT && entry.delivery != null) {
                given.computeIfAbsent(entry.delivery, name -> new ArrayList<>()).add(entry.occurrence());
            }
        }
        Asking asking = new Asking(ids, given.size(), reply);
        if (given.isEmpty()) {
            asking.answer();
        }
        given.forEach((delivery, occurrences) -> ports.askBegun(delivery, occurrences, asking));
    }

    private List<Standing> of(List<String> ids, Map<Occurrence, Began> began) {
        long now = time.now();
        List<Standing> standings = new ArrayList<>();
        ids.stream()
                .filter(id -> agenda.scheduled(id) == null)
                .map(absences::standing)
                .filter(Objects::nonNull)
                .forEach(standings::add);
        for (Entry entry : agenda.of(ids)) {
            Standing standing = of(entry, began.get(entry.occurrence()), now);
            if (standing != null) {
                standings.add(standing);
            }
        }
        return standings;
    }

    private @Nullable Standing of(Entry entry, @Nullable Began began, long now) {
        return switch (entry.state) {
            case IN_FLIGHT ->
                new Standing(entry.occurrence(), Stage.RUNNING, entry.attempt, null, startedAt(entry, began));
            case ARMED -> entry.pending.due() <= now ? waiting(entry) : null;
            case CHARGING, SETTLING, CHANGING, GONE -> null;
        };
    }

    private static @Nullable Long startedAt(Entry entry, @Nullable Began began) {
        return began == null || began.attempt != entry.attempt
                ? null
                : Long.valueOf(Math.max(entry.pending.due(), began.at));
    }

    private Standing waiting(Entry entry) {
        return new Standing(entry.occurrence(), Stage.WAITING, entry.attemptsMade(), reason(entry), null);
    }

    private String reason(Entry entry) {
        QueueGate gate = entry.gate;
        if (gate != null) {
            return gate.reason();
        }
        if (entry.absences > 0 && entry.pending.definition().action() instanceof Action.Handler handler) {
            return Absences.reason(handler.name());
        }
        String held = backpressure.reason();
        return held == null ? "every delivery instance has as much to do as it takes" : held;
    }

    /** When an attempt began, by the clock of the database. */
    private record Began(int attempt, long at) {}

    /** Waits for the delivery instances; of those that say nothing, nothing is known. */
    private final class Asking implements Reply<Begun> {

        private final List<String> ids;
        private final Reply<TimerMessage.Standings> reply;
        private final Map<Occurrence, Began> began = new HashMap<>();
        private int answersAwaited;

        Asking(List<String> ids, int answersAwaited, Reply<TimerMessage.Standings> reply) {
            this.ids = ids;
            this.answersAwaited = answersAwaited;
            this.reply = reply;
        }

        @Override
        public void answered(Begun answer) {
            long nanos = time.clock.nanoTime();
            for (Beginning each : answer.beginnings()) {
                long at = time.database.earliestAt(nanos - each.nanosAgo());
                began.put(each.occurrence(), new Began(each.attempt(), at));
            }
            next();
        }

        @Override
        public void failed(BusFailure failure) {
            next();
        }

        private void next() {
            if (--answersAwaited == 0) {
                answer();
            }
        }

        void answer() {
            reply.answered(new TimerMessage.Standings(of(ids, began)));
        }
    }
}
