package carillon.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs Jazzer on the parsers, each in a process of its own; it is there in the profile {@code fuzz} only. */
@Tag("fuzz")
@Tag("slow")
class CoverageTest {

    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 600);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_121);
    private static final int LINES_SHOWN = 40;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void no_input_that_coverage_finds_makes_a_parser_fail(Target target) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        assumeTrue(
                Arrays.stream(classPath.split(":")).anyMatch(jar -> jar.matches(".*/jazzer-\\d.*\\.jar")),
                "Jazzer is not on the class path: run mvn -Pfuzz verify");
        Path log = folder.resolve("log");
        int code = new ProcessBuilder(command(target, classPath))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        String end =
                lines.stream().skip(Math.max(0, lines.size() - LINES_SHOWN)).collect(Collectors.joining("\n"));
        System.out.println("fuzz: " + target + " for " + SECONDS + " s: "
                + lines.stream()
                        .filter(line -> line.startsWith("Done "))
                        .findAny()
                        .orElse("not done"));
        assertEquals(0, code, () -> target + ", seed " + SEED + "\n" + end);
    }

    private List<String> command(Target target, String classPath) throws IOException {
        Path seeds = Files.createDirectory(folder.resolve("seeds"));
        for (int i = 0; i < target.seeds.length; i++) {
            Files.writeString(seeds.resolve("seed" + i), target.seeds[i]);
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                absolute(classPath),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.harness.getName(),
                "--instrumentation_includes=carillon.**",
                "-max_total_time=" + SECONDS,
                "-max_len=4096",
                "-seed=" + (SEED & Integer.MAX_VALUE),
                seeds.toString());
    }

    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(":"))
                .filter(part -> !part.isEmpty())
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .collect(Collectors.joining(":"));
    }
}
