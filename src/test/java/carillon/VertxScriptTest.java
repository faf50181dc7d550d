package carillon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VertxScriptTest {

    private static final String JDK = System.getProperty("java.home");
    private static final List<String> TOOLS = List.of("readlink", "dirname", "sed", "find", "head", "mkdir", "cat");

    private static final String LARGE_PAGES = "-XX:+UseTransparentHugePages";

    @TempDir
    private Path folder;

    private Path script;
    private final Map<String, String> environment = new HashMap<>(Map.of("JAVA_OPTS", ""));

    /** What a script ended with, and all that it printed. */
    private record Ended(int code, String output) {}

    @BeforeEach
    void copy_the_script_to_where_nothing_is_built() throws IOException {
        script = Files.createDirectories(folder.resolve("carillon")).resolve("vertx");
        Files.copy(Path.of("vertx"), script);
        Path help = Files.createDirectories(script.resolveSibling("conf/help"));
        for (String text : List.of("vertx.txt", "run.txt")) {
            Files.copy(Path.of("conf/help", text), help.resolve(text));
        }
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : TOOLS) {
            writeProgram(tools.resolve(tool), "exec /usr/bin/" + tool + " \"$@\"");
        }
    }

    @Test
    void it_says_which_jdk_it_takes() throws Exception {
        assertEquals(new Ended(0, JDK + "\n"), run(script, "jdk"));
    }

    @Test
    void an_older_jdk_of_the_environment_is_passed_over() throws Exception {
        Path old = Files.createDirectories(folder.resolve("old/bin")).getParent();
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        writeProgram(old.resolve("bin/javac"), "exit 1");
        Ended ended = runWith(old.toString(), script, "jdk");
        assertTrue(!ended.output.startsWith(old.toString()), ended::toString);
    }

    @Test
    void through_a_symlink_it_finds_its_own_folder() throws Exception {
        Path link = Files.createDirectories(folder.resolve("bin")).resolve("carillon");
        Files.createSymbolicLink(link, Path.of("../carillon/vertx"));
        run(link, "run", "carillon.Main");
        assertTrue(Files.isDirectory(script.resolveSibling("target")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "-h", "run --help", "run -h"})
    void help_waits_for_no_build(String arguments) throws Exception {
        Ended ended = run(script, arguments.isEmpty() ? new String[0] : arguments.split(" "));
        Path text = Path.of("conf/help", arguments.startsWith("run") ? "run.txt" : "vertx.txt");
        assertEquals(new Ended(0, Files.readString(text)), ended);
    }

    @Test
    void without_maven_it_says_in_one_line_what_to_install() throws Exception {
        Ended ended = run(script, "run", "carillon.Main");
        assertEquals(1, ended.code);
        assertEquals(1, ended.output.lines().count(), ended.output);
        assertTrue(ended.output.startsWith("vertx: Maven is needed"), ended.output);
    }

    @Test
    void what_maven_prints_holds_no_escape_sequence() throws Exception {
        writeProgram(
                folder.resolve("tools/mvn"),
                "case $MAVEN_OPTS in *-Djansi.noreset=true*) ;; *) printf '\\033[0m' ;; esac");
        Ended ended = run(script, "run", "carillon.Main");
        assertTrue(ended.output.startsWith("vertx: building Carillon"), ended::toString);
        assertTrue(ended.output.chars().noneMatch(letter -> letter == '\033'), ended::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-XX:-UseTransparentHugePages", "-Xms64m -Xlog:gc"})
    void the_heap_is_bounded_whatever_else_is_said_to_the_jvm(String options) throws Exception {
        List<String> words = wordsToTheJvm(options, "run", "carillon.Main");
        assertTrue(words.contains("-Xmx1g"), words::toString);
        assertTrue(words.containsAll(List.of(options.isEmpty() ? new String[0] : options.split(" "))), words::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xmx2g", "-Xlog:gc -XX:MaxHeapSize=2g", "-XX:MaxRAMPercentage=50"})
    void a_bound_of_the_heap_that_is_asked_for_is_the_only_one(String options) throws Exception {
        List<String> words = wordsToTheJvm(options, "run", "carillon.Main");
        assertTrue(words.containsAll(List.of(options.split(" "))), words::toString);
        assertTrue(!words.contains("-Xmx1g"), words::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "always [madvise] never, run, true",
        "[always] madvise never, run, true",
        "always madvise [never], run, false",
        "always [madvise] never, check, false",
    })
    void large_pages_are_asked_for_by_nodes_where_there_are_any(String system, String command, boolean asked)
            throws Exception {
        offerPages(system);
        List<String> words = wordsToTheJvm("", command, "carillon.Main");
        assertEquals(asked, words.contains(LARGE_PAGES), words::toString);
    }

    @Test
    void large_pages_can_be_refused() throws Exception {
        offerPages("always [madvise] never");
        String refusal = "-XX:-UseTransparentHugePages";
        List<String> words = wordsToTheJvm(refusal, "run", "carillon.Main");
        // Of two words for one thing the JVM takes the later.
        assertTrue(words.indexOf(LARGE_PAGES) < words.indexOf(refusal), words::toString);
    }

    /** Has the script read this of the system instead of what the machine of the test has. */
    private void offerPages(String system) throws IOException {
        Path enabled = Files.writeString(folder.resolve("enabled"), system + "\n");
        writeProgram(
                folder.resolve("tools/grep"),
                "[ \"$3\" = /sys/kernel/mm/transparent_hugepage/enabled ] && exec /usr/bin/grep \"$1\" \"$2\" "
                        + enabled);
    }

    /** What the script hands to a JVM that only prints it. */
    private List<String> wordsToTheJvm(String options, String... arguments) throws Exception {
        Path jdk = Files.createDirectories(folder.resolve("jdk/bin")).getParent();
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25\"\n");
        writeProgram(jdk.resolve("bin/javac"), "exit 1");
        writeProgram(jdk.resolve("bin/java"), "printf '%s\\n' \"$@\"");
        Files.createDirectories(script.resolveSibling("target"));
        Files.createFile(script.resolveSibling("target/carillon.jar"));
        environment.put("JAVA_OPTS", options);
        Ended ended = runWith(jdk.toString(), script, arguments);
        assertEquals(0, ended.code, ended.output);
        return ended.output.lines().toList();
    }

    private static void writeProgram(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended run(Path program, String... arguments) throws Exception {
        return runWith(JDK, program, arguments);
    }

    private Ended runWith(String jdk, Path program, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.command().addAll(List.of(arguments));
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", jdk);
        builder.environment().put("PATH", folder.resolve("tools").toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        return new Ended(process.waitFor(), output);
    }
}
