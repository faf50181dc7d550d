package carillon.lease;

import java.util.List;

/** What the database says of holders and shards, at one instant. */
public record Board(List<Holder> holders, List<Holding> holdings) {

    public static final Board EMPTY = new Board(List.of(), List.of());

    public Board {
        holders = List.copyOf(holders);
        holdings = List.copyOf(holdings);
    }
}
