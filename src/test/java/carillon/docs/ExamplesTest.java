package carillon.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carillon.e2e.LocalNode;
import carillon.e2e.Waiting;
import carillon.postgres.TestPostgres;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Types the examples of the pages into a shell, from the top of each page to its bottom, against a real node.
 *
 * <p>Only the ports are replaced: those of the node and of the reader's receiver.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTest {

    private static final int LINES_TOLD = 20;
    private static final String RECEIVER = "127.0.0.1:9000";

    /** Tokens as a reader makes them, with the roles of the page on security. */
    private static final Map<String, String> TOKENS = Map.of(
            "admin", "0123456789abcdef0123456789abcdef01",
            "read", "fedcba9876543210fedcba987654321001");

    private final StandIn receiver = new StandIn();
    private final LocalNode node = LocalNode.start(TestPostgres.freshDatabase());
    private final List<String> deployed = new ArrayList<>();
    private final LocalNode guarded = LocalNode.start(guardedSettings(), new String[0]);

    @AfterAll
    void stop() {
        guarded.close();
        node.close();
        receiver.close();
    }

    /** The next page begins with an empty node. */
    @AfterEach
    void clear() {
        deployed.forEach(id -> LocalNode.await(node.vertx().undeploy(id)));
        deployed.clear();
        assertEquals(200, node.client().post("/tasks/cancel?all=true", "").statusCode());
        List<String> left = names("/tasks?limit=1000", "tasks", "id");
        left.parallelStream()
                .forEach(id -> assertEquals(
                        204,
                        node.client().delete("/tasks/" + id + "?purge=true").statusCode()));
        names("/queues", "queues", "name")
                .forEach(name -> assertEquals(
                        204, node.client().delete("/queues/" + name).statusCode()));
    }

    static Stream<Page> pages() {
        return Page.all().stream().filter(page -> !page.examples().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_example_does_what_its_page_says(Page page, @TempDir Path folder) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        for (VerticleBase verticle : UserCode.compile(page, classes).verticles()) {
            deployed.add(LocalNode.await(node.vertx().deployVerticle(verticle)));
        }
        Shell shell = new Shell(folder);
        assumeTrue(shell.run("command curl --help all | grep -e --json").exitCode() == 0, "curl is older than 7.82");
        page.blocks().forEach(block -> block.fileName().ifPresent(name -> shell.write(name, block.text())));
        shell.addLauncher(node.client().base());
        TOKENS.forEach((role, token) -> shell.write(role + ".token", token + "\n"));
        page.examples().forEach(example -> run(example, shell));
    }

    private void run(Example example, Shell shell) {
        AtomicReference<Shell.Outcome> last = new AtomicReference<>(typed(example, shell));
        if (example.isQuestion() && !example.isDoneBy(last.get())) {
            Waiting.until(() -> told(example, last.get()), () -> {
                last.set(typed(example, shell));
                return example.isDoneBy(last.get());
            });
        }
        assertTrue(example.isDoneBy(last.get()), () -> told(example, last.get()));
    }

    private Shell.Outcome typed(Example example, Shell shell) {
        LocalNode asked = example.needsToken() ? guarded : node;
        String received = "127.0.0.1:" + receiver.port();
        String script = example.script()
                .text()
                .replace("localhost:8080", asked.client().base().replace("http://127.0.0.1", "localhost"))
                .replace(RECEIVER, received);
        Shell.Outcome outcome = shell.run(script);
        List<String> lines = outcome.lines().stream()
                .map(line -> line.replace(received, RECEIVER))
                .toList();
        return new Shell.Outcome(outcome.exitCode(), outcome.statuses(), lines, outcome.complaints());
    }

    private List<String> names(String path, String list, String member) {
        return new JsonObject(node.client().get(path).body())
                .getJsonArray(list).stream()
                        .map(each -> ((JsonObject) each).getString(member))
                        .toList();
    }

    private static JsonObject guardedSettings() {
        JsonArray tokens = new JsonArray();
        TOKENS.forEach((role, token) ->
                tokens.add(new JsonObject().put("name", role).put("role", role).put("token", token)));
        return new JsonObject()
                .put("database.url", TestPostgres.freshDatabase())
                .put("auth.tokens", tokens);
    }

    private static String told(Example example, Shell.Outcome outcome) {
        return example + "\n" + example.script().text() + "\nended with " + outcome.exitCode() + " and printed\n"
                + outcome.lines().stream().limit(LINES_TOLD).collect(Collectors.joining("\n")) + "\n"
                + outcome.complaints() + "\nnot\n"
                + example.shown().map(Block::text).orElse("success");
    }
}
