package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page in Chromium, where there is one, and looks at what it shows and what it asked for. */
class DocsInBrowserTest {

    private static final long SECONDS_MAX = 60;
    private static final Pattern SHOWN = Pattern.compile("opblock-summary-path\" data-path=\"([^\"]*)\"");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    private final RunningApi api = new RunningApi();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void the_page_shows_every_call_and_asks_for_nothing_elsewhere() throws Exception {
        assumeTrue(isThere(), "there is no chromium on this machine");
        String base = "http://localhost:" + api.port();
        List<String> shown = SHOWN.matcher(open(base + "/docs"))
                .results()
                .map(path -> path.group(1))
                .sorted()
                .toList();
        assertEquals(calls(), shown);

        Set<String> asked = askedForBy(base);
        assertTrue(asked.contains(base + "/openapi.json"), asked::toString);
        assertTrue(asked.stream().allMatch(url -> url.startsWith(base + "/")), asked::toString);
        String said = Files.readString(folder.resolve("log"));
        assertTrue(said.lines().noneMatch(line -> line.contains(":CONSOLE")), said);
    }

    /** The page when its scripts are done. */
    private String open(String url) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("chromium", "--headless", "--no-sandbox", "--disable-gpu"));
        command.addAll(List.of("--disable-quic", "--no-first-run", "--disable-sync", "--disable-component-update"));
        command.addAll(List.of("--disable-background-networking", "--enable-logging=stderr"));
        // What the browser asks for on its own stays on this machine, too.
        command.add("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost");
        command.add("--user-data-dir=" + folder.resolve("profile"));
        command.add("--log-net-log=" + folder.resolve("net.json"));
        command.addAll(List.of("--virtual-time-budget=20000", "--dump-dom", url));
        Path page = folder.resolve("page");
        Process browser = new ProcessBuilder(command)
                .redirectOutput(page.toFile())
                .redirectError(folder.resolve("log").toFile())
                .start();
        if (!browser.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
            browser.destroyForcibly();
            throw new AssertionError("not done after " + SECONDS_MAX + " s");
        }
        return Files.readString(page);
    }

    private List<String> calls() {
        JsonObject paths = new JsonObject(api.get("/openapi.json").body()).getJsonObject("paths");
        return paths.fieldNames().stream()
                .flatMap(path -> paths.getJsonObject(path).fieldNames().stream()
                        .filter(METHODS::contains)
                        .map(method -> path))
                .sorted()
                .toList();
    }

    /** The addresses that the page asked for; the browser's own requests have no page that began them. */
    private Set<String> askedForBy(String base) throws IOException {
        JsonObject log = new JsonObject(Files.readString(folder.resolve("net.json")));
        return log.getJsonArray("events").stream()
                .map(event -> ((JsonObject) event).getJsonObject("params"))
                .flatMap(Stream::ofNullable)
                .filter(params -> base.equals(params.getValue("initiator")))
                .map(params -> params.getString("url"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isThere() throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v chromium").start().waitFor() == 0;
    }
}
