package carillon.message;

import carillon.lease.Holding;
import carillon.message.TimerMessage.Flight;
import carillon.message.TimerMessage.HandOver;
import carillon.message.TimerMessage.Unread;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Payload;
import carillon.task.Trigger;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** A hand-over that nobody means. */
final class PracticeSlice {

    private static final String NOBODY = "practice";
    /** How many tasks of a shard are due soon, on a node with something to do. */
    private static final int SOON = 50;

    private PracticeSlice() {}

    static HandOver handOver() {
        Inheritance inheritance = new Inheritance(new Holding(0, NOBODY, 1), 0, ReadPoint.START, true);
        List<Pending> soon =
                LongStream.range(0, SOON).mapToObj(PracticeSlice::pending).toList();
        Unread unread = new Unread(pending(0), false, false, false);
        Flight flight = new Flight(unread.pending().occurrence(), 1, 1, unread);
        return new HandOver(NOBODY, List.of(inheritance), List.of(flight), List.of(), soon);
    }

    private static Pending pending(long due) {
        Action action = due % 2 == 0
                ? new Action.Webhook("http://localhost/", "POST", Map.of("name", "value"))
                : new Action.Handler(NOBODY);
        Definition definition = Definition.of(new Trigger.At(due), action)
                .withPayload(Payload.of("{}"))
                .withLabels(Map.of("name", "value"));
        return new Pending(NOBODY, 0, 1, definition, 0, due, due, 0, false, 1);
    }
}
