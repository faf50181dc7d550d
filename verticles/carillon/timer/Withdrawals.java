package carillon.timer;

import carillon.bus.BusFailure;
import carillon.message.AttemptResult;
import carillon.message.DeliveryMessage.OrderName;
import carillon.message.DeliveryMessage.Withdrawn;
import carillon.message.Occurrence;
import carillon.timer.Entry.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Asks delivery for orders back. One that did not start is then as if delivery itself had sent it back, so that there
 * is one rule for both, and it waits like any result while a change of its task is being written.
 *
 * <p>An answer is about the orders that were asked for: what was ordered anew meanwhile, or has a result, stays as it
 * is.
 */
final class Withdrawals {

    private final Ports ports;
    private Consumer<AttemptResult> onNotStarted = result -> {};

    Withdrawals(Ports ports) {
        this.ports = ports;
    }

    /** Says who takes in that orders did not start. */
    void onNotStarted(Consumer<AttemptResult> listener) {
        onNotStarted = listener;
    }

    /** Asks for what is out of some entries, and goes on when every delivery instance has answered or failed to. */
    void ask(Collection<Entry> entries, Runnable next) {
        Map<String, List<GivenOrder>> out = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.state == State.IN_FLIGHT && entry.delivery != null) {
                out.computeIfAbsent(entry.delivery, name -> new ArrayList<>()).add(GivenOrder.of(entry));
            }
        }
        if (out.isEmpty()) {
            next.run();
            return;
        }
        Round round = new Round(out.size(), next);
        out.forEach((delivery, asked) -> {
            List<OrderName> named =
                    asked.stream().map(each -> each.entry().orderName()).toList();
            ports.withdraw(delivery, named, new Answer(asked, round));
        });
    }

    /** Takes in that orders did not start, whoever found it out. */
    void notStarted(List<GivenOrder> orders, String reason) {
        for (GivenOrder each : orders) {
            if (each.isOut()) {
                onNotStarted.accept(each.notStarted(reason));
            }
        }
    }

    /** What goes on after the last of some answers. */
    private static final class Round {
        private final Runnable next;
        private int awaited;

        Round(int awaited, Runnable next) {
            this.awaited = awaited;
            this.next = next;
        }

        void answered() {
            if (--awaited == 0) {
                next.run();
            }
        }
    }

    private final class Answer implements Reply<Withdrawn> {
        private final List<GivenOrder> asked;
        private final Round round;

        Answer(List<GivenOrder> asked, Round round) {
            this.asked = asked;
            this.round = round;
        }

        @Override
        public void answered(Withdrawn answer) {
            Set<Occurrence> started = new HashSet<>(answer.started());
            notStarted(
                    asked.stream()
                            .filter(each -> !started.contains(each.entry().occurrence()))
                            .toList(),
                    "withdrawn");
            round.answered();
        }

        @Override
        public void failed(BusFailure failure) {
            // Nobody can say whether they started, so they count as started.
            round.answered();
        }
    }
}
