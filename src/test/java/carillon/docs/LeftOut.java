package carillon.docs;

import java.util.Map;
import java.util.Optional;

/** Which blocks are not run, compiled or decoded here, each with the reason. */
final class LeftOut {

    private static final String STARTS = "starts a process that goes on, as the tests of e2e do";
    private static final String IMPORTED = "read by PagesTest";

    /** By page and the beginning of the block. */
    static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("README.md ./vertx run carillon.Main", STARTS),
            Map.entry("README.md python3 -m http.server 9000", STARTS),
            Map.entry("README.md address    http://localhost:8080", "printed by a node that starts"),
            Map.entry("README.md export PATH=", "typed by HandlerStepsTest; UserJarTest runs a verticle of a jar"),
            Map.entry("README.md export CARILLON_DATABASE_URL=", "ClusterTest runs handlers beside nodes"),
            Map.entry("docs/cluster-bench.md ", "measures a machine for half an hour, and needs foreman"),
            Map.entry("docs/cookbook.md (umask 077; openssl", STARTS),
            Map.entry("docs/files.md CARILLON_TASKS_FILES=tasks", STARTS),
            Map.entry("docs/handlers.md ./vertx run carillon.Main", STARTS),
            Map.entry(
                    "docs/deploying.md ",
                    "needs foreman, root, an engine or a cluster; ForemanTest and the tests of deploy try them"),
            Map.entry("docs/handlers.md export CARILLON_CLUSTER_SECRET", STARTS),
            Map.entry("docs/history.md SELECT number FROM label_index", "for a database that no node indexes any more"),
            Map.entry("docs/importing.md ./vertx import FILE", "shows what there is, to be filled in"),
            Map.entry("docs/importing.md MAILTO=", IMPORTED),
            Map.entry("docs/importing.md {\"id\"", IMPORTED),
            Map.entry("docs/importing.md nightly ", IMPORTED),
            Map.entry("docs/importing.md report ", IMPORTED),
            Map.entry("docs/java-client.md ", "quoted from JavaClientPageTest, which compares and runs it"),
            Map.entry(
                    "docs/operating.md ",
                    "needs a database of its own, as BackupCommandTest and CheckCommandTest have"),
            Map.entry("docs/store-shape.md ", "for those who change Carillon, and measured once"),
            Map.entry(
                    "docs/security.md {",
                    "has words where a reader puts secrets; TokenTest and TlsTest have such settings"),
            Map.entry("docs/security.md export CARILLON_CLUSTER_SECRET", STARTS),
            Map.entry("docs/security.md 2026-11-21T", "a line of the log, as in AuditTest"),
            Map.entry("docs/security.md mvn -Pfuzz", "takes an hour; CoverageTest is its short form"));

    private LeftOut() {}

    /** Why a block is left out; empty if it is not. */
    static Optional<String> reason(Block block) {
        return entryOf(block).map(REASONS::get);
    }

    /** The entry that leaves it out. */
    static Optional<String> entryOf(Block block) {
        String start = block.page() + ' ' + block.text();
        return REASONS.keySet().stream().filter(start::startsWith).findFirst();
    }
}
