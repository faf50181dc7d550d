package carillon.cluster;

import io.vertx.core.Future;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Who serves which address of the bus, as this member told it to the cluster and as its bus was told by the cluster,
 * and whether both still hold.
 *
 * <p>Members take back what another one had told when they lose it. One that is slow about it takes back what was told
 * anew meanwhile, when the lost one has come back; nobody is told of that, and nothing reaches an address that is
 * served all along. And a bus remembers who serves an address for as long as nobody tells it otherwise, which may get
 * lost as well. So both are compared with what the cluster knows, and mended.
 *
 * <p>May be used from any thread.
 */
final class Registrations implements RegistrationListener {

    /** What the cluster knows, which answers after a while. */
    interface Directory {

        /** Who serves an address. */
        Future<List<RegistrationInfo>> read(String address);

        /** Tells that this member serves an address; nothing changes if that is known. */
        Future<Void> add(String address, RegistrationInfo own);

        /** Tells that this member serves an address no more. */
        Future<Void> remove(String address, RegistrationInfo own);
    }

    private static final Logger LOG = System.getLogger(Registrations.class.getName());

    private final Directory directory;
    private final RegistrationListener bus;
    private final Map<String, Set<RegistrationInfo>> own = new ConcurrentHashMap<>();
    /** Who serves an address, as the bus was told last. */
    private final Map<String, Set<RegistrationInfo>> told = new ConcurrentHashMap<>();
    /** Guards what is written while addresses are compared. */
    private final AtomicBoolean checking = new AtomicBoolean();
    /** Addresses of which the bus knew something else when they were compared last, and what the cluster knew. */
    private Map<String, Set<RegistrationInfo>> suspects = Map.of();

    Registrations(Directory directory, RegistrationListener bus) {
        this.directory = directory;
        this.bus = bus;
    }

    /** This member serves an address from now on. */
    void added(String address, RegistrationInfo info) {
        own.computeIfAbsent(address, none -> ConcurrentHashMap.newKeySet()).add(info);
    }

    /** This member serves an address no more. */
    void removed(String address, RegistrationInfo info) {
        own.computeIfPresent(address, (same, infos) -> {
            infos.remove(info);
            return infos.isEmpty() ? null : infos;
        });
    }

    /** The bus asked who serves an address, and was answered. */
    void answered(String address, List<RegistrationInfo> infos) {
        told.put(address, Set.copyOf(infos));
    }

    @Override
    public void registrationsUpdated(RegistrationUpdateEvent event) {
        answered(event.address(), event.registrations());
        bus.registrationsUpdated(event);
    }

    @Override
    public void registrationsLost() {
        bus.registrationsLost();
    }

    @Override
    public boolean wantsUpdatesFor(String address) {
        return bus.wantsUpdatesFor(address);
    }

    /** Compares once, and mends; only after the comparison before, which may take long. */
    Future<Void> check() {
        if (!checking.compareAndSet(false, true)) {
            return Future.succeededFuture();
        }
        return compareAll().onComplete(done -> checking.set(false));
    }

    private Future<Void> compareAll() {
        told.keySet().removeIf(address -> !bus.wantsUpdatesFor(address));
        Set<String> addresses = new TreeSet<>(told.keySet());
        addresses.addAll(own.keySet());
        Comparison comparison = new Comparison();
        // One after the other: while the cluster is torn each answer takes its time, and a thread that waits for it.
        Future<Void> compared = Future.succeededFuture();
        for (String address : addresses) {
            compared = compared.compose(before -> directory.read(address)).compose(known -> {
                comparison.compareBus(address, known);
                return comparison.compareOwn(address, known);
            });
        }
        return compared.onComplete(done -> {
            suspects = comparison.differing;
            comparison.log();
        });
    }

    private boolean serves(String address, RegistrationInfo info) {
        return own.getOrDefault(address, Set.of()).contains(info);
    }

    private final class Comparison {

        private final Map<String, Set<RegistrationInfo>> differing = new HashMap<>();
        private final Set<String> untold = new TreeSet<>();
        private final Set<String> forgotten = new TreeSet<>();

        /** What differs twice is no news that is still on its way. */
        void compareBus(String address, List<RegistrationInfo> known) {
            Set<RegistrationInfo> now = Set.copyOf(known);
            if (now.equals(told.getOrDefault(address, now))) {
                return;
            }
            if (now.equals(suspects.get(address))) {
                untold.add(address);
                registrationsUpdated(new RegistrationUpdateEvent(address, known));
            } else {
                differing.put(address, now);
            }
        }

        Future<Void> compareOwn(String address, List<RegistrationInfo> known) {
            Set<RegistrationInfo> lost = new HashSet<>(own.getOrDefault(address, Set.of()));
            known.forEach(lost::remove);
            Future<Void> again = Future.succeededFuture();
            for (RegistrationInfo info : lost) {
                forgotten.add(address);
                again = again.compose(before -> tellAgain(address, info));
            }
            return again;
        }

        private Future<Void> tellAgain(String address, RegistrationInfo info) {
            return directory
                    .add(address, info)
                    .compose(added ->
                            serves(address, info) ? Future.succeededFuture() : directory.remove(address, info));
        }

        void log() {
            if (!untold.isEmpty()) {
                LOG.log(Level.INFO, "The bus had not heard who serves these addresses now, and was told: {0}", untold);
            }
            if (!forgotten.isEmpty()) {
                LOG.log(
                        Level.INFO,
                        "The cluster had forgotten that this node serves these addresses, and was told again: {0}",
                        forgotten);
            }
        }
    }
}
