package carillon.kill;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One thing done to a node.
 *
 * @param node which, from 0 on
 * @param whenReady whether all nodes are to be ready first; else it may hit one that is starting
 * @param afterMillis how long to wait then
 */
record Blow(Kind kind, int node, boolean whenReady, long afterMillis) {

    enum Kind {
        KILL,
        STOP
    }

    private static final int READY_OF_FIVE = 4;
    private static final int AFTER_MILLIS_MAX = 3_000;

    /** What the seed and the counts decide; the same for the same options. */
    static List<Blow> plan(KillOptions options) {
        Random random = new Random(options.seed());
        List<Kind> kinds = new ArrayList<>(Collections.nCopies(options.kills(), Kind.KILL));
        kinds.addAll(Collections.nCopies(options.stops(), Kind.STOP));
        Collections.shuffle(kinds, random);
        return kinds.stream()
                .map(kind -> new Blow(
                        kind,
                        random.nextInt(options.nodes()),
                        kind == Kind.STOP || random.nextInt(5) < READY_OF_FIVE,
                        random.nextInt(AFTER_MILLIS_MAX)))
                .toList();
    }
}
