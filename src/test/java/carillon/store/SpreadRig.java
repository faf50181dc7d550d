package carillon.store;

import carillon.lease.Board;
import carillon.lease.Holding;
import carillon.lease.Spread;
import carillon.message.StoreMessage;
import java.util.List;

/** Holders over a real store that carry out their plans. */
final class SpreadRig {

    private final StoreRig rig;

    SpreadRig(StoreRig rig) {
        this.rig = rig;
    }

    /** Lets holders renew and act in turn until nobody has anything to do, and tells how many shards changed hands. */
    int settle(String... holders) {
        for (String holder : holders) {
            rig.renew(holder, StoreRig.TTL_MILLIS);
        }
        List<Holding> before = board(holders[0]).holdings();
        while (act(holders)) {
            // Until all rest.
        }
        List<Holding> after = board(holders[0]).holdings();
        int moved = 0;
        for (int i = 0; i < before.size(); i++) {
            moved += after.get(i).equals(before.get(i)) ? 0 : 1;
        }
        return moved;
    }

    private boolean act(String... holders) {
        boolean acted = false;
        for (String holder : holders) {
            Spread plan = Spread.of(board(holder), holder);
            if (!plan.claim().isEmpty()) {
                acted |= !rig.ask(new StoreMessage.Claim(holder, plan.claim(), List.of()))
                        .gained()
                        .isEmpty();
            }
            plan.cede().forEach((to, shards) -> rig.ask(new StoreMessage.Cede(holder, shards, to.id())));
            acted |= !plan.cede().isEmpty();
        }
        return acted;
    }

    private Board board(String holder) {
        return rig.renew(holder, StoreRig.TTL_MILLIS).board();
    }
}
