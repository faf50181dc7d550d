package carillon.delivery;

import carillon.message.DeliveryMessage.Credit;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.Set;

/**
 * What an instance waits for that stops: that no order is on its way any more. An owner orders nothing from the moment
 * on at which it reads the goodbye, and the credit by which it answers comes behind all that it ordered before.
 *
 * <p>For use by one thread.
 */
final class Goodbye {

    private final Set<String> awaited;
    private final long saidNanos;
    private final Promise<Void> answered = Promise.promise();

    /** One that was said at a reading of the clock to owners by their addresses. */
    Goodbye(Set<String> owners, long saidNanos) {
        awaited = new HashSet<>(owners);
        this.saidNanos = saidNanos;
        completeIfAnswered();
    }

    /** Takes a credit in; one that answers an earlier message is none of its business. */
    void heard(Credit credit) {
        if (credit.sentNanos() - saidNanos >= 0) {
            forget(credit.owner());
        }
    }

    /** An owner is not there any more. */
    void forget(String owner) {
        awaited.remove(owner);
        completeIfAnswered();
    }

    /** Waits no longer for owners without credit: nothing of theirs could start. */
    void awaitOnly(Set<String> creditors) {
        awaited.retainAll(creditors);
        completeIfAnswered();
    }

    /** Completes when each has answered, or need not. */
    Future<Void> answered() {
        return answered.future();
    }

    private void completeIfAnswered() {
        if (awaited.isEmpty()) {
            answered.tryComplete();
        }
    }
}
