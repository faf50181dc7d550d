package carillon.walls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TidyTest {

    private final List<Source> sources = Source.all();

    @ParameterizedTest
    @EnumSource
    void the_text_keeps_to(Tidiness tidiness) {
        List<String> faults = sources.stream()
                .flatMap(source -> tidiness.faultsIn(source).map(fault -> source.path() + ": " + fault))
                .toList();
        assertEquals("", String.join("\n", faults));
    }

    @Test
    void every_package_says_what_it_is() {
        assertEquals(Set.of(), foldersWithoutWord(sources.stream().map(Source::path)));
    }

    @Test
    void a_package_that_does_not_say_what_it_is_is_seen() {
        Stream<Path> files = Stream.of(
                Path.of("shared/carillon/told/Thing.java"),
                Path.of("shared/carillon/told/package-info.java"),
                Path.of("shared/carillon/untold/Thing.java"));
        assertEquals(Set.of(Path.of("shared/carillon/untold")), foldersWithoutWord(files));
    }

    /** Tests share the packages of what they test, and so its word. */
    private static Set<Path> foldersWithoutWord(Stream<Path> files) {
        List<Path> main = files.filter(file -> !file.startsWith("src")).toList();
        Set<Path> told = main.stream()
                .filter(file -> file.endsWith("package-info.java"))
                .map(Path::getParent)
                .collect(Collectors.toSet());
        Set<Path> untold = new TreeSet<>();
        main.stream()
                .map(Path::getParent)
                .filter(folder -> !told.contains(folder))
                .forEach(untold::add);
        return untold;
    }
}
