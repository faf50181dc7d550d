package carillon.lease;

import java.util.Collection;
import java.util.List;

/** What the database says of holders and shards, at one instant. */
public record Board(List<Holder> holders, List<Holding> holdings) {

    public static final Board EMPTY = new Board(List.of(), List.of());

    public Board {
        holders = List.copyOf(holders);
        holdings = List.copyOf(holdings);
    }

    /** The board as it will be when the leases of some holders have been ended. */
    public Board without(Collection<String> ended) {
        return new Board(
                holders.stream()
                        .map(each -> ended.contains(each.id())
                                ? new Holder(each.id(), each.address(), false, each.leaving())
                                : each)
                        .toList(),
                holdings);
    }
}
