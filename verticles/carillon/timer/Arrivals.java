package carillon.timer;

import carillon.lease.Holding;
import carillon.message.Inheritance;
import carillon.message.Pending;
import carillon.message.TimerMessage.HandOver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes in the shards that another owner hands over to us.
 *
 * <p>A slice may come late: a connection that was silent for a while delivers it when the shard was reclaimed, had
 * other owners, and what was due soon was done or cancelled by them. It may also come twice. So it is believed only
 * where it is for who we are now and its term is above all that is known of the shard. The database refuses whatever
 * another would record, but the attempts would be made.
 */
final class Arrivals {

    private static final Logger LOG = System.getLogger(Arrivals.class.getName());

    private final Time time;
    private final Shards shards;
    private final Flights flights;
    private final HandOvers handOvers;
    private final Told told;
    private final Queues queues;
    private final Tenure tenure;
    private final LeaseMetrics metrics;

    Arrivals(
            Time time,
            Shards shards,
            Flights flights,
            HandOvers handOvers,
            Told told,
            Queues queues,
            Tenure tenure,
            LeaseMetrics metrics) {
        this.time = time;
        this.shards = shards;
        this.flights = flights;
        this.handOvers = handOvers;
        this.told = told;
        this.queues = queues;
        this.tenure = tenure;
        this.metrics = metrics;
    }

    void take(HandOver slice) {
        List<Inheritance> ours = slice.shards().stream()
                .filter(each -> isMeant(each.holding()) && shards.isNews(each.holding()))
                .toList();
        if (ours.size() < slice.shards().size()) {
            tellLate(slice);
        }
        if (!ours.isEmpty()) {
            take(slice, ours);
        }
    }

    private void take(HandOver slice, List<Inheritance> ours) {
        Set<Integer> numbers = numbers(ours);
        handOvers.cameBack(slice);
        // All of a slice was ceded by one statement, so a flight whose shard it does not name came with those we take.
        slice.inFlight().forEach(flight -> flights.expect(flight, time.now()));
        metrics.handedIn(ours.size());
        ours.forEach(this::gained);
        slice.inFlight().stream()
                .filter(flight -> flight.unread() != null
                        && numbers.contains(flight.unread().pending().shard()))
                .forEach(shards::takeOver);
        List<Pending> soon = slice.soon().stream()
                .filter(each -> numbers.contains(each.shard()))
                .toList();
        told.take(soon, null);
        tenure.claimant().announce(ours);
        queues.inherit(slice.queued().stream()
                .filter(each -> numbers.contains(each.shard()))
                .toList());
    }

    private void gained(Inheritance inheritance) {
        shards.gained(inheritance);
        int number = inheritance.holding().shard();
        OwnedShard shard = shards.get(number);
        if (shard != null && tenure.claimant().isTakingAnew(number)) {
            // Its term rises beyond the slice's: as after a write of unknown outcome.
            shard.doubtful = true;
        }
    }

    private boolean isMeant(Holding holding) {
        return tenure.holder().equals(holding.owner());
    }

    /** One that merely came twice is not worth a word. */
    private void tellLate(HandOver slice) {
        List<Integer> late = slice.shards().stream()
                .map(Inheritance::holding)
                .filter(each -> !isMeant(each) || !shards.isNews(each) && !isHeld(each))
                .map(Holding::shard)
                .toList();
        if (!late.isEmpty()) {
            metrics.handedInLate(late.size());
            LOG.log(
                    Level.WARNING,
                    "Shards {0} were handed over by {1} too late: they changed owner or term again since, and what it"
                            + " tells of them is not believed",
                    late,
                    slice.from());
        }
    }

    private boolean isHeld(Holding holding) {
        OwnedShard shard = shards.get(holding.shard());
        return shard != null && shard.term == holding.term();
    }

    private static Set<Integer> numbers(List<Inheritance> shards) {
        return shards.stream().map(each -> each.holding().shard()).collect(Collectors.toSet());
    }
}
