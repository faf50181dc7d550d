package carillon.cluster;

import io.vertx.core.Future;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
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
 * lost as well. So both are compared with what the cluster knows now and then. What differs twice is no news that is
 * still on its way, and is mended.
 *
 * <p>May be used from any thread.
 */
final class Registrations implements RegistrationListener {

    /** What the cluster knows, which answers after a while. */
    interface Directory {

        /** The name of this member. */
        String self();

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
    /** What this member serves; nothing at an address of which it is yet to be seen that the cluster knows so. */
    private final Map<String, Set<RegistrationInfo>> own = new ConcurrentHashMap<>();
    /** Who serves an address, as the bus was told last. */
    private final Map<String, Set<RegistrationInfo>> told = new ConcurrentHashMap<>();
    /** Guards what is written while addresses are compared. */
    private final AtomicBoolean comparing = new AtomicBoolean();
    /** What the cluster knew of addresses of which something else was known here when they were compared last. */
    private Map<String, Set<RegistrationInfo>> differed = Map.of();

    Registrations(Directory directory, RegistrationListener bus) {
        this.directory = directory;
        this.bus = bus;
    }

    /** This member serves an address from now on. */
    void added(String address, RegistrationInfo info) {
        own.merge(address, Set.of(info), Registrations::union);
    }

    /** This member serves an address no more. */
    void removed(String address, RegistrationInfo info) {
        own.computeIfPresent(address, (same, infos) -> without(infos, info));
    }

    private static Set<RegistrationInfo> union(Set<RegistrationInfo> some, Set<RegistrationInfo> others) {
        Set<RegistrationInfo> all = new HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }

    private static Set<RegistrationInfo> without(Set<RegistrationInfo> infos, RegistrationInfo one) {
        Set<RegistrationInfo> rest = new HashSet<>(infos);
        rest.remove(one);
        return Set.copyOf(rest);
    }

    /** The bus asked who serves an address, and was answered. */
    void answered(String address, List<RegistrationInfo> infos) {
        told.put(address, Set.copyOf(infos));
    }

    @Override
    public synchronized void registrationsUpdated(RegistrationUpdateEvent event) {
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

    /** Compares once, and mends what differed the last time too. While one comparison goes on there is no other. */
    Future<Void> compare() {
        if (!comparing.compareAndSet(false, true)) {
            return Future.succeededFuture();
        }
        told.keySet().removeIf(address -> !bus.wantsUpdatesFor(address));
        Set<String> addresses = new TreeSet<>(told.keySet());
        addresses.addAll(own.keySet());
        Comparison comparison = new Comparison(addresses.iterator());
        return comparison.next().onComplete(done -> {
            comparison.log();
            differed = comparison.differing;
            comparing.set(false);
        });
    }

    private boolean serves(String address, RegistrationInfo info) {
        return own.getOrDefault(address, Set.of()).contains(info);
    }

    /** Tells the bus, unless it has heard something else since. */
    private synchronized void tellBus(String address, Set<RegistrationInfo> before, List<RegistrationInfo> known) {
        if (before.equals(told.get(address))) {
            registrationsUpdated(new RegistrationUpdateEvent(address, known));
        }
    }

    private final class Comparison {

        private final Iterator<String> addresses;
        private final Map<String, Set<RegistrationInfo>> differing = new HashMap<>();
        private final Set<String> mended = new TreeSet<>();

        Comparison(Iterator<String> addresses) {
            this.addresses = addresses;
        }

        /** One after the other: while the cluster is torn each answer takes its time, and a thread waits for it. */
        Future<Void> next() {
            if (!addresses.hasNext()) {
                return Future.succeededFuture();
            }
            String address = addresses.next();
            return directory
                    .read(address)
                    .compose(known -> compare(address, known))
                    .transform((done, failure) -> next());
        }

        private Future<Void> compare(String address, List<RegistrationInfo> known) {
            Set<RegistrationInfo> now = Set.copyOf(known);
            Set<RegistrationInfo> before = told.getOrDefault(address, now);
            Set<RegistrationInfo> missing = new HashSet<>(own.getOrDefault(address, Set.of()));
            missing.removeAll(now);
            List<RegistrationInfo> surplus = known.stream()
                    .filter(info -> !info.localOnly() && info.nodeId().equals(directory.self()))
                    .filter(info -> !serves(address, info))
                    .toList();
            if (before.equals(now) && missing.isEmpty() && surplus.isEmpty()) {
                own.remove(address, Set.of());
                return Future.succeededFuture();
            }
            differing.put(address, now);
            if (!now.equals(differed.get(address))) {
                return Future.succeededFuture();
            }
            mended.add(address);
            tellBus(address, before, known);
            return add(address, missing).compose(added -> remove(address, surplus));
        }

        private Future<Void> add(String address, Collection<RegistrationInfo> missing) {
            Future<Void> added = Future.succeededFuture();
            for (RegistrationInfo info : missing) {
                added = added.compose(before -> directory.add(address, info))
                        // What ended meanwhile was taken back before it was told again.
                        .compose(again ->
                                serves(address, info) ? Future.succeededFuture() : directory.remove(address, info));
            }
            return added;
        }

        private Future<Void> remove(String address, Collection<RegistrationInfo> surplus) {
            Future<Void> removed = Future.succeededFuture();
            for (RegistrationInfo info : surplus) {
                removed = removed.compose(before -> directory.remove(address, info));
            }
            return removed;
        }

        void log() {
            if (!mended.isEmpty()) {
                LOG.log(
                        Level.INFO,
                        "The cluster had forgotten that this node serves an address, or this node had not heard who"
                                + " does; mended for {0}",
                        mended);
            }
        }
    }
}
