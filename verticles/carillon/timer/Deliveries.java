package carillon.timer;

import carillon.message.DeliveryMessage;
import carillon.message.TimerMessage.Present;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The delivery instances that were heard of lately, and how much each has to do for us. */
final class Deliveries {

    /** Each says every second that it is there: one that missed two of these has a reason, and gets less. */
    private static final long LATE_NANOS = Time.nanos(2_500);

    private final String node;
    private final Map<String, Instance> known = new HashMap<>();

    Deliveries(String node) {
        this.node = node;
    }

    void heard(Present present, long nowNanos) {
        Instance instance = known.computeIfAbsent(
                present.delivery(), name -> new Instance(name, present.node().equals(node)));
        instance.ordersMax = present.share();
        instance.sentNanos = present.sentNanos();
        instance.heardNanos = nowNanos;
        instance.leaving |= present.leaving();
        instance.silent = false;
        instance.gone = false;
    }

    /** One stops, and gets nothing more: it never comes back. */
    void leaves(@Nullable String delivery) {
        Instance instance = delivery == null ? null : known.get(delivery);
        if (instance != null) {
            instance.leaving = true;
        }
    }

    /** One cannot be reached, and gets nothing until it is heard of. */
    void gone(String delivery) {
        Instance instance = known.get(delivery);
        if (instance != null) {
            instance.gone = true;
        }
    }

    /** A member of the cluster is reported gone, and with it those that live there. */
    void memberGone(String member) {
        for (Instance each : known.values()) {
            each.gone |= DeliveryMessage.livesIn(each.name, member);
        }
    }

    /** Names all instances, with what they said last. */
    void each(long nowNanos, Heard heard) {
        known.values().forEach(each -> heard.of(each.name, each.sentNanos, nowNanos - each.heardNanos));
    }

    @FunctionalInterface
    interface Heard {
        /**
         * Takes what an instance said last.
         *
         * @param sentNanos the reading of its clock that an instance sent when it was heard of last
         * @param nanosAgo how long ago it was heard of
         */
        void of(String delivery, long sentNanos, long nanosAgo);
    }

    /**
     * The instance to give an order to: one of this node while it is less than half full, else the least full, and one
     * that is late to say that it is there after all others; null if all are full, silent, gone or leaving.
     */
    @Nullable
    String pick(long nowNanos) {
        Instance best = null;
        for (Instance each : known.values()) {
            if (each.takesOrders() && (best == null || each.isBetterThan(best, nowNanos))) {
                best = each;
            }
        }
        return best == null ? null : best.name;
    }

    void gave(String delivery) {
        Instance instance = known.get(delivery);
        if (instance != null) {
            instance.orders++;
        }
    }

    void done(@Nullable String delivery) {
        Instance instance = delivery == null ? null : known.get(delivery);
        if (instance != null) {
            instance.orders--;
        }
    }

    /**
     * Names the instances that were silent too long: they get nothing until they are heard of. One is forgotten once
     * all that it was given has ended, for it may come back before.
     */
    List<String> silent(long nowNanos, long silenceNanos) {
        List<String> names = new ArrayList<>();
        for (Instance each : known.values()) {
            each.silent = nowNanos - each.heardNanos > silenceNanos;
            if (each.silent) {
                names.add(each.name);
            }
        }
        known.values().removeIf(each -> each.silent && each.orders == 0);
        return names;
    }

    private static final class Instance {
        final String name;
        final boolean local;
        int ordersMax;
        int orders;
        long sentNanos;
        long heardNanos;
        boolean silent;
        boolean gone;
        boolean leaving;

        Instance(String name, boolean local) {
            this.name = name;
            this.local = local;
        }

        boolean takesOrders() {
            return !silent && !gone && !leaving && orders < ordersMax;
        }

        boolean isBetterThan(Instance other, long nowNanos) {
            if (isLate(nowNanos) != other.isLate(nowNanos)) {
                return !isLate(nowNanos);
            }
            return isNear() == other.isNear() ? fill() < other.fill() : isNear();
        }

        private boolean isLate(long nowNanos) {
            return nowNanos - heardNanos > LATE_NANOS;
        }

        private boolean isNear() {
            return local && fill() < 0.5;
        }

        private double fill() {
            return (double) orders / ordersMax;
        }
    }
}
