package carillon.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The faults of a run. */
record Plan(List<Strike> strikes) {

    private static final int ACCOMPANIED_OF_TEN = 4;

    /**
     * What the seed of a series and the number of a run decide. Each kind comes first once in as many runs as there
     * are kinds; in some runs another one comes along.
     */
    static Plan of(long seed, int run, int nodes) {
        List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
        Collections.shuffle(kinds, random(seed, run / kinds.size()));
        Kind first = kinds.get(run % kinds.size());
        RandomGenerator random = random(seed, ~run);
        List<Strike> strikes = new ArrayList<>(List.of(Strike.random(first, nodes, random)));
        List<Kind> companions =
                kinds.stream().filter(kind -> maySee(first, kind)).sorted().toList();
        if (!companions.isEmpty() && random.nextInt(10) < ACCOMPANIED_OF_TEN) {
            Kind companion = companions.get(random.nextInt(companions.size()));
            strikes.add(Strike.random(companion, nodes, random));
        }
        return new Plan(List.copyOf(strikes));
    }

    /** What this run is counted under. */
    Kind kind() {
        return strikes.getFirst().kind();
    }

    private static boolean maySee(Kind first, Kind companion) {
        return first.target() != Kind.Target.ALL
                && companion.target() != Kind.Target.ALL
                && companion.target() != Kind.Target.CLOCK
                && first.target() != companion.target();
    }

    /** One whose first numbers are others for the next run; those of {@link java.util.Random} are nearly the same. */
    private static RandomGenerator random(long seed, int number) {
        return new SplittableRandom(seed * 1_000_003L + number);
    }
}
