package shape;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Runs the experiments named on the command line, or all of them, and prints Markdown tables. */
public final class Main {
    private static final List<String> ALL = List.of("plans", "lives1000", "lives100", "held", "drain", "safety");
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    private Main() {}

    /** The names of the experiments. */
    public static void main(String[] names) throws InterruptedException {
        try (var session = Session.open()) {
            System.out.println(session.row("SELECT version()").getString(0) + ", "
                    + Runtime.getRuntime().availableProcessors() + " processors, Java " + Runtime.version());
        }
        for (var name : names.length == 0 ? ALL : List.of(names)) {
            System.out.println("\n## " + name + "\n");
            switch (name) {
                case "lives1000" -> lives(1_000);
                case "lives100" -> lives(100);
                case "held" -> Held.compare(TODAY, Integer.getInteger("held"));
                case "drain" -> Drain.compare(TODAY, Integer.getInteger("rounds"));
                case "safety" -> Safety.compare(TODAY);
                case "plans" -> Plans.print(TODAY);
                default -> throw new IllegalArgumentException("no experiment " + name + "; there are " + ALL);
            }
        }
        Session.shutdown();
    }

    private static void lives(int batch) throws InterruptedException {
        Map<Variant, List<Lives.Result>> results = new EnumMap<>(Variant.class);
        for (int round = 1; round <= Integer.getInteger("rounds"); round++) {
            for (var variant : List.of(Variant.A1, Variant.B, Variant.A2, Variant.B2, Variant.A3)) {
                var result = new Lives(new Schema(variant, TODAY), batch).run(Integer.getInteger("seconds"));
                System.out.printf(
                        "round %d %s %.0f lives/s, %.0f CPU ms, %.0f WAL bytes, %d dead%n",
                        round,
                        variant,
                        result.meter().livesPerSecond(),
                        result.meter().cpuMillisPerThousand(),
                        result.meter().walBytesPerLife(),
                        result.deadTasks());
                results.computeIfAbsent(variant, v -> new ArrayList<>()).add(result);
            }
        }
        System.out.println("\nbatch " + batch + ": median (least–most)\n");
        System.out.println("| shape | lives/s | PostgreSQL CPU ms / 1,000 | WAL bytes / life |"
                + " task bytes / life | run bytes / life |");
        System.out.println("|---|---|---|---|---|---|");
        results.forEach((variant, list) -> System.out.printf(
                "| %s | %s | %s | %s | %s | %s |%n",
                variant,
                Spread.of(list, r -> r.meter().livesPerSecond()),
                Spread.of(list, r -> r.meter().cpuMillisPerThousand()),
                Spread.of(list, r -> r.meter().walBytesPerLife()),
                Spread.of(list, Lives.Result::taskBytes),
                Spread.of(list, Lives.Result::runBytes)));
    }
}
