package carillon.timer;

import carillon.message.TimerMessage.Present;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The delivery instances that were heard of lately, and how much each has to do for us. */
final class Deliveries {

    private final String node;
    private final Map<String, Instance> known = new HashMap<>();

    Deliveries(String node) {
        this.node = node;
    }

    void heard(Present present, long nowNanos) {
        Instance instance = known.computeIfAbsent(
                present.delivery(), name -> new Instance(name, present.node().equals(node), present.windowMax()));
        instance.heardNanos = nowNanos;
        instance.silent = false;
    }

    /**
     * The instance to give an order to: one of this node if there is one, else the least busy; null if all are full or
     * silent.
     */
    @Nullable
    String pick() {
        Instance best = null;
        for (Instance each : known.values()) {
            if (!each.silent && each.orders < each.ordersMax && (best == null || each.isBetterThan(best))) {
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
        final int ordersMax;
        int orders;
        long heardNanos;
        boolean silent;

        Instance(String name, boolean local, int ordersMax) {
            this.name = name;
            this.local = local;
            this.ordersMax = ordersMax;
        }

        boolean isBetterThan(Instance other) {
            return local == other.local ? orders < other.orders : local;
        }
    }
}
