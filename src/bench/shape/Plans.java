package shape;

import java.time.LocalDate;
import java.util.List;

/** Prints the plans of the statements, to see that no table is read whole. */
final class Plans {
    private static final String NOTHING = "NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL";

    private Plans() {}

    static void print(LocalDate today) throws InterruptedException {
        for (var variant : List.of(Variant.A1, Variant.B)) {
            var schema = new Schema(variant, today);
            new Lives(schema, 1_000).run(4);
            try (var session = Session.open()) {
                History.fill(session, schema, 20_000);
                session.script("SET plan_cache_mode = force_generic_plan");
                session.script("PREPARE outcome (int2[],text[],int2[],int8[],int4[],int2[],text[],timestamptz[],"
                        + "timestamptz[],timestamptz[],text[]) AS " + variant.outcome());
                explain(session, variant + " outcome", "(COSTS OFF) EXECUTE outcome(" + NOTHING + ")");
                takeOver(session, variant + " take-over", variant.takeOver());
                if (variant.lots) {
                    takeOver(session, variant + " take-over by anti-join", Variant.TAKE_OVER_BY_ANTI_JOIN);
                }
            }
        }
    }

    private static void takeOver(Session session, String name, String sql) {
        var bound = sql.replace("$1", "7").replace("$2", "now() - interval '200 ms'");
        explain(session, name, "(ANALYZE, COSTS OFF, TIMING OFF, BUFFERS OFF) " + bound);
    }

    private static void explain(Session session, String name, String statement) {
        System.out.println(name + "\n```");
        session.script("EXPLAIN " + statement).forEach(row -> System.out.println(row.getString(0)));
        System.out.println("```");
    }
}
