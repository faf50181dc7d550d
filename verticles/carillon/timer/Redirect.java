package carillon.timer;

import carillon.message.Pending;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where shards went lately that we handed over: what was just committed may still be sent to us for a while. */
final class Redirect {

    private static final long MILLIS_MAX = 5_000;

    private final Time time;
    private final Ports ports;
    private final Map<Integer, Gone> gone = new HashMap<>();

    private record Gone(String address, long until) {}

    Redirect(Time time, Ports ports) {
        this.time = time;
        this.ports = ports;
    }

    void went(int shard, String address) {
        gone.put(shard, new Gone(address, time.now() + MILLIS_MAX));
    }

    /** Passes on what belongs to shards that went, and are not back. */
    void passOn(Collection<Pending> pending, Collection<Integer> owned) {
        if (gone.isEmpty()) {
            return;
        }
        long now = time.now();
        gone.values().removeIf(each -> each.until <= now);
        gone.keySet().removeAll(owned);
        Map<String, List<Pending>> byAddress = new HashMap<>();
        for (Pending each : pending) {
            Gone to = gone.get(each.shard());
            if (to != null) {
                byAddress
                        .computeIfAbsent(to.address, address -> new ArrayList<>())
                        .add(each);
            }
        }
        byAddress.forEach(ports::passOn);
    }
}
