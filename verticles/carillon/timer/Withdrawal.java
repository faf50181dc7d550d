package carillon.timer;

import carillon.bus.BusFailure;
import carillon.message.DeliveryMessage.Withdrawn;
import carillon.message.Occurrence;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Takes orders back from the delivery instances that have them. Where an instance does not answer, nobody can say
 * whether its orders started, so they count as started.
 */
final class Withdrawal {

    private final Consumer<Occurrence> takeBack;
    private final Runnable onOver;
    private int answersAwaited;

    private Withdrawal(int answersAwaited, Consumer<Occurrence> takeBack, Runnable onOver) {
        this.answersAwaited = answersAwaited;
        this.takeBack = takeBack;
        this.onOver = onOver;
    }

    /**
     * Asks for orders back.
     *
     * @param given the orders, by the instance that has them
     * @param takeBack is told of each that did not start, and will not
     * @param onOver runs once every instance has answered or failed to; at once if there is none
     */
    static void begin(
            Ports ports, Map<String, List<Occurrence>> given, Consumer<Occurrence> takeBack, Runnable onOver) {
        if (given.isEmpty()) {
            onOver.run();
            return;
        }
        Withdrawal withdrawal = new Withdrawal(given.size(), takeBack, onOver);
        given.forEach(
                (delivery, occurrences) -> ports.withdraw(delivery, occurrences, withdrawal.awaiting(occurrences)));
    }

    private Reply<Withdrawn> awaiting(List<Occurrence> occurrences) {
        return new Reply<>() {
            @Override
            public void answered(Withdrawn answer) {
                Set<Occurrence> started = new HashSet<>(answer.started());
                occurrences.stream().filter(each -> !started.contains(each)).forEach(takeBack);
                next();
            }

            @Override
            public void failed(BusFailure failure) {
                next();
            }
        };
    }

    private void next() {
        if (--answersAwaited == 0) {
            onOver.run();
        }
    }
}
