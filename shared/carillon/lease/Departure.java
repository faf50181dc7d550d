package carillon.lease;

import java.util.Collection;
import java.util.List;

/**
 * What one holder may make of a report that others are gone: that their processes died, or that it is itself cut off
 * from them.
 *
 * @param gone live holders that are reported gone
 * @param here how many live ones are not, the holder itself among them
 */
public record Departure(List<String> gone, int here) {

    public Departure {
        gone = List.copyOf(gone);
    }

    /**
     * Sets those who are reported gone against those who are not.
     *
     * @param self the holder that asks, which counts as live
     * @param reported ids of holders
     */
    public static Departure of(Board board, String self, Collection<String> reported) {
        List<String> others = board.holders().stream()
                .filter(holder -> holder.live() && !holder.id().equals(self))
                .map(Holder::id)
                .toList();
        List<String> gone = others.stream().filter(reported::contains).toList();
        return new Departure(gone, 1 + others.size() - gone.size());
    }

    /**
     * Whether their leases may be ended at once: they are not the greater part. Where both parts are equal both may
     * try, and the database lets one of them.
     */
    public boolean mayBeEnded() {
        return gone.size() <= here;
    }

    /** Whether they, if they live, may end ours as well. */
    public boolean mayEndUs() {
        return gone.size() >= here;
    }
}
