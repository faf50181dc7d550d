package bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is to be done, by the command line and the environment. */
record Plan(List<Step> steps, List<Contender> contenders, int rounds) {
    private static final String LIMIT = "limit";
    private static final int ROUNDS_MAX = 100;

    /** Half of a run must be over before {@link Run} loses patience. */
    private static final int SECONDS_MAX = 1_000;

    /** Jobs are created ten times a second. */
    private static final int RATES_TIMES = 10;

    /**
     * All that was asked for, present or not.
     *
     * @throws IllegalArgumentException if that cannot be done; its message says what is to be changed
     */
    static Plan of(List<String> words) {
        int seconds = Variable.of("SECONDS_A_RUN", "60").number(1, SECONDS_MAX);
        int rounds = Variable.of("ROUNDS", "3").number(1, ROUNDS_MAX);
        List<Integer> rates = Variable.of("RATES", "100,500,1000,2000,4000,10000")
                .numbers(RATES_TIMES, Contender.ratesMaxOfAll(), RATES_TIMES);
        boolean limitAlone = words.equals(List.of(LIMIT));
        List<Step> steps = workloads(limitAlone ? List.of() : words)
                .flatMap(workload -> steps(workload, seconds, rates))
                .toList();
        List<Contender> contenders = contenders(Variable.of("PEERS", Contender.names()), limitAlone);
        if (contenders.stream().noneMatch(one -> steps.stream().anyMatch(one::does))) {
            throw new IllegalArgumentException("nothing would be measured: none of PEERS takes part in this work");
        }
        return new Plan(steps, contenders, rounds);
    }

    /**
     * With those only that can be run here.
     *
     * @throws IllegalArgumentException if there are none
     */
    Plan here(boolean node, boolean redis) {
        List<Contender> here = contenders.stream()
                .filter(one -> node || !one.runsOnNode())
                .filter(one -> redis || one.kind() != Contender.Kind.REDIS)
                .toList();
        if (here.isEmpty()) {
            throw new IllegalArgumentException("nothing can be measured: all of PEERS need what is not here");
        }
        return new Plan(steps, here, rounds);
    }

    private static Stream<Workload> workloads(List<String> words) {
        for (String word : words) {
            if (Arrays.stream(Workload.values()).noneMatch(one -> word(one).equals(word))) {
                throw new IllegalArgumentException("%s. usage: src/bench/run [%s]..., or src/bench/run limit"
                        .formatted(
                                word.equals(LIMIT) ? "limit stands alone" : "no work is named \"" + word + "\"",
                                Arrays.stream(Workload.values()).map(Plan::word).collect(Collectors.joining(" | "))));
            }
        }
        return Arrays.stream(Workload.values()).filter(one -> words.isEmpty() || words.contains(word(one)));
    }

    private static String word(Workload workload) {
        return workload.name().toLowerCase(Locale.ROOT);
    }

    private static Stream<Step> steps(Workload workload, int seconds, List<Integer> rates) {
        return switch (workload) {
            case ENQUEUE -> Stream.of(16, 32).map(atOnce -> new Step(workload, atOnce, half(seconds)));
            case BULK -> Stream.of(new Step(workload, 0, Math.max(2, seconds / 3)));
            case DRAIN, LIFE -> Stream.of(new Step(workload, 0, seconds));
            case LATENESS -> rates.stream().map(rate -> new Step(workload, rate, half(seconds)));
        };
    }

    private static int half(int seconds) {
        return Math.max(2, seconds / 2);
    }

    private static List<Contender> contenders(Variable peers, boolean limitAlone) {
        for (String name : peers.words()) {
            if (Contender.ALL.stream().noneMatch(one -> one.name().equals(name))) {
                throw new IllegalArgumentException("%s says \"%s\": it takes, separated by commas, %s"
                        .formatted(peers.name(), name, Contender.names()));
            }
        }
        return Contender.ALL.stream()
                .filter(one -> peers.words().contains(one.name()))
                .filter(one -> !limitAlone || one.kind() == Contender.Kind.LIMIT)
                .toList();
    }
}
