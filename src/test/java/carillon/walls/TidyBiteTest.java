package carillon.walls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TidyBiteTest {

    private static final String NOTHING_BUT_TIDY = """
            package carillon.http;

            /** Explains itself. */
            class Page {
                String name() {
                    return "System.out, sleep, Disabled";
                }
            }
            """;

    @ParameterizedTest
    @MethodSource("untidy")
    void what_is_untidy_is_seen(Tidiness tidiness, String root, String text) {
        Source source = Source.parse(Path.of(root, "test", "Page.java"), text);
        assertNotEquals(List.of(), tidiness.faultsIn(source).toList());
    }

    @ParameterizedTest
    @MethodSource("untidy")
    void what_is_tidy_passes(Tidiness tidiness, String root) {
        Source source = Source.parse(Path.of(root, "test", "Page.java"), NOTHING_BUT_TIDY);
        assertEquals(List.of(), tidiness.faultsIn(source).toList());
    }

    @Test
    void nothing_is_without_its_opposite() {
        assertEquals(
                EnumSet.allOf(Tidiness.class),
                untidy().map(untidy -> (Tidiness) untidy.get()[0]).collect(Collectors.toSet()));
    }

    static Stream<Arguments> untidy() {
        return Stream.of(
                arguments(Tidiness.SHORT_LINES, "shared", "//" + "-".repeat(119)),
                arguments(Tidiness.SHORT_FILES, "shared", "//\n".repeat(301)),
                arguments(Tidiness.SHORT_FILES, "src", "//\n".repeat(401)),
                arguments(Tidiness.SHORT_METHODS, "shared", "class Page { void read() {" + "\n".repeat(60) + "} }"),
                arguments(Tidiness.NOTHING_LEFT_TO_DO, "shared", "// TO" + "DO: later"),
                arguments(Tidiness.NO_PATH_OF_ONE_MACHINE, "src", "class Page { String at = \"/ho" + "me/me/x\"; }"),
                arguments(Tidiness.NAMES_THAT_SAY_SOMETHING, "shared", "class PageUtils {}"),
                arguments(Tidiness.NAMES_THAT_SAY_SOMETHING, "shared", "package carillon.common; class Page {}"),
                arguments(Tidiness.NO_SLEEP_IN_TESTS, "src", "class Page { void read() { Thread.sleep(1); } }"),
                arguments(Tidiness.NO_SLEEP_IN_TESTS, "src", "class Page { void read() { TimeUnit.DAYS.sleep(1); } }"),
                arguments(Tidiness.NO_TEST_SWITCHED_OFF, "src", "class Page { @Test @Disabled void reads_it() {} }"),
                arguments(Tidiness.TESTS_NAMED_AS_SENTENCES, "src", "class Page { @Test void readsIt() {} }"),
                arguments(
                        Tidiness.ONLY_THE_LAUNCHER_PRINTS,
                        "shared",
                        "class Page { void a() { System.out.print(1); } }"));
    }
}
