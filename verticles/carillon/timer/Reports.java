package carillon.timer;

import carillon.lease.Board;
import carillon.lease.Departure;
import carillon.lease.Holder;
import carillon.message.TimerMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the cluster reports of members that are gone, until the leases of the holders that lived there are over. Whose
 * lease is not by then has renewed it: the report was wrong, as of a member that is cut off from this one for a while.
 */
final class Reports {

    private static final Logger LOG = System.getLogger(Reports.class.getName());

    /** Not yet looked for on a board. */
    private final Set<String> members = new HashSet<>();
    /** Who lived there, by id, and until when that is believed: whoever starts there later is somebody else. */
    private final Map<String, Long> holders = new HashMap<>();

    private final Time time;
    private final long leaseMillis;

    private Board last = Board.EMPTY;

    /** @param leaseMillis for how long a holder that dies has its lease at most */
    Reports(Time time, long leaseMillis) {
        this.time = time;
        this.leaseMillis = leaseMillis;
    }

    /**
     * Takes in that a member is gone.
     *
     * @param self our holder
     * @return whether it may be us who are cut off, so that our own lease is not to be believed before it was renewed
     */
    boolean gone(String member, String self) {
        members.add(member);
        name(last, self);
        return departure(self).mayEndUs();
    }

    /** The holders whose leases we may end, by a board that is younger than all reports. */
    List<String> toEnd(Board board, String self) {
        last = board;
        name(board, self);
        members.clear();
        Departure departure = departure(self);
        holders.keySet().retainAll(departure.gone());
        if (departure.gone().isEmpty() || departure.mayBeEnded()) {
            return departure.gone();
        }
        LOG.log(
                Level.WARNING,
                "The cluster reports {0} owners gone and only {1} here: this node may be the one that is cut off, so"
                        + " their shards are taken over when their leases run out",
                departure.gone().size(),
                departure.here());
        holders.clear();
        return List.of();
    }

    private Departure departure(String self) {
        long now = time.clock.nanoTime();
        holders.values().removeIf(until -> now - until >= 0);
        return Departure.of(last, self, holders.keySet());
    }

    /** Whether nobody else stays that could take shards, by the last board. */
    boolean isAlone(String self) {
        return last.holders().stream()
                .noneMatch(holder ->
                        holder.live() && !holder.leaving() && !holder.id().equals(self));
    }

    /**
     * Whether the last board has us as leaving; where nobody stays nobody is, however much it wishes to, for somebody
     * has to fire.
     */
    boolean isLeaving(String self) {
        return last.holders().stream()
                .anyMatch(holder -> holder.leaving() && holder.id().equals(self));
    }

    private void name(Board board, String self) {
        for (Holder holder : board.holders()) {
            if (!holder.id().equals(self)
                    && members.stream().anyMatch(member -> TimerMessage.livesIn(holder.address(), member))) {
                holders.putIfAbsent(holder.id(), time.clock.nanoTime() + Time.nanos(leaseMillis));
            }
        }
    }
}
