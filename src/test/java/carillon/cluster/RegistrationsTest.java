package carillon.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Future;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistrationsTest {

    private static final String ADDRESS = "here";
    /** Compared before the other one. */
    private static final String UNREADABLE = "gone";

    private static final String SELF = "this node";
    private static final RegistrationInfo OWN = new RegistrationInfo(SELF, 1, false);
    private static final RegistrationInfo LOCAL = new RegistrationInfo(SELF, 3, true);
    private static final RegistrationInfo OTHER = new RegistrationInfo("another node", 1, false);
    private static final RegistrationInfo THIRD = new RegistrationInfo("third node", 1, false);

    private final List<RegistrationInfo> known = new ArrayList<>();
    private final List<List<RegistrationInfo>> told = new ArrayList<>();
    private Runnable whileTelling = () -> {};
    private final Registrations registrations = new Registrations(new Cluster(), new BusOfNode());

    @Test
    void what_the_cluster_forgot_is_told_again_at_the_second_comparison() {
        registrations.added(ADDRESS, OWN);
        known.add(OTHER);
        registrations.compare();
        assertEquals(List.of(OTHER), known, "may be on its way");
        registrations.compare();
        registrations.compare();
        assertEquals(List.of(OTHER, OWN), known);
    }

    @Test
    void what_is_served_no_more_is_not_told_again() {
        registrations.added(ADDRESS, OWN);
        registrations.removed(ADDRESS, OWN);
        compareTwice();
        assertEquals(List.of(), known);
    }

    @Test
    void what_ends_while_it_is_told_again_stays_ended() {
        registrations.added(ADDRESS, OWN);
        whileTelling = () -> registrations.removed(ADDRESS, OWN);
        compareTwice();
        assertEquals(List.of(), known);
    }

    @Test
    void what_is_served_no_more_and_could_not_be_taken_back_is_taken_back() {
        registrations.added(ADDRESS, OWN);
        registrations.added(ADDRESS, new RegistrationInfo(SELF, 2, false));
        known.addAll(List.of(OWN, OTHER, new RegistrationInfo(SELF, 2, false), LOCAL));
        registrations.removed(ADDRESS, OWN);
        compareTwice();
        assertEquals(List.of(OTHER, new RegistrationInfo(SELF, 2, false), LOCAL), known);
    }

    @Test
    void the_last_of_an_address_that_could_not_be_taken_back_is_taken_back_too() {
        registrations.added(ADDRESS, OWN);
        known.add(OWN);
        registrations.removed(ADDRESS, OWN);
        compareTwice();
        assertEquals(List.of(), known);
    }

    @Test
    void a_bus_that_missed_who_serves_an_address_hears_it_at_the_second_comparison() {
        registrations.answered(ADDRESS, List.of(OTHER));
        known.addAll(List.of(OTHER, THIRD));
        registrations.compare();
        assertEquals(List.of(), told, "may be on its way");
        registrations.compare();
        registrations.compare();
        assertEquals(List.of(List.of(OTHER, THIRD)), told);
    }

    @Test
    void a_bus_that_hears_in_time_is_told_once() {
        registrations.answered(ADDRESS, List.of(OTHER));
        known.addAll(List.of(OTHER, THIRD));
        registrations.compare();
        registrations.registrationsUpdated(new RegistrationUpdateEvent(ADDRESS, List.copyOf(known)));
        compareTwice();
        assertEquals(List.of(List.of(OTHER, THIRD)), told);
    }

    @Test
    void an_address_of_which_the_cluster_says_nothing_holds_up_no_other() {
        registrations.added(UNREADABLE, OWN);
        registrations.added(ADDRESS, OWN);
        compareTwice();
        assertEquals(List.of(OWN), known);
    }

    private void compareTwice() {
        registrations.compare();
        registrations.compare();
    }

    private final class Cluster implements Registrations.Directory {

        @Override
        public String self() {
            return SELF;
        }

        @Override
        public Future<List<RegistrationInfo>> read(String address) {
            if (address.equals(UNREADABLE)) {
                return Future.failedFuture("no answer");
            }
            return Future.succeededFuture(List.copyOf(known));
        }

        @Override
        public Future<Void> add(String address, RegistrationInfo own) {
            whileTelling.run();
            known.add(own);
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> remove(String address, RegistrationInfo own) {
            known.remove(own);
            return Future.succeededFuture();
        }
    }

    private final class BusOfNode implements RegistrationListener {

        @Override
        public void registrationsUpdated(RegistrationUpdateEvent event) {
            told.add(event.registrations());
        }
    }
}
