package bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is to be done, by the command line and the environment. */
record Plan(List<Step> steps, List<Contender> contenders, int rounds) {
    static Plan of(List<String> words) {
        int seconds = Integer.parseInt(environment("SECONDS_A_RUN", "60"));
        List<Integer> rates = numbers(environment("RATES", "100,500,1000,2000,4000,10000"));
        boolean limitAlone = words.equals(List.of("limit"));
        List<Step> steps = new ArrayList<>();
        for (Workload workload : Workload.values()) {
            String word = workload.name().toLowerCase(Locale.ROOT);
            if (words.isEmpty() || words.contains(word) || limitAlone) {
                steps.addAll(steps(workload, seconds, rates));
            }
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException(
                    "no workload among " + words + "; there are limit and " + Arrays.toString(Workload.values()));
        }
        return new Plan(steps, contenders(limitAlone), Integer.parseInt(environment("ROUNDS", "3")));
    }

    private static List<Step> steps(Workload workload, int seconds, List<Integer> rates) {
        return switch (workload) {
            case ENQUEUE -> List.of(new Step(workload, 16, third(seconds)), new Step(workload, 32, third(seconds)));
            case BULK -> List.of(new Step(workload, 0, third(seconds)));
            case DRAIN, LIFE -> List.of(new Step(workload, 0, seconds));
            case LATENESS ->
                rates.stream()
                        .map(rate -> new Step(workload, rate, Math.max(2, seconds / 2)))
                        .toList();
        };
    }

    private static int third(int seconds) {
        return Math.max(2, seconds / 3);
    }

    private static List<Contender> contenders(boolean limitAlone) {
        List<String> names = List.of(environment("PEERS", "").split(","));
        boolean node = !System.getProperty("node", "").isEmpty();
        boolean redis = !System.getProperty("redis", "").isEmpty();
        return Contender.ALL.stream()
                .filter(one -> names.equals(List.of("")) || names.contains(one.name()))
                .filter(one -> node || !one.runsOnNode())
                .filter(one -> redis || one.kind() != Contender.Kind.REDIS)
                .filter(one -> !limitAlone || one.kind() == Contender.Kind.LIMIT)
                .toList();
    }

    private static List<Integer> numbers(String text) {
        return Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
    }

    private static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }
}
