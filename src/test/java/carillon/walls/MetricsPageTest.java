package carillon.walls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

    private static final Pattern ROW = Pattern.compile("^\\| `(carillon_\\w+?)(_total|_seconds)?` ", Pattern.MULTILINE);
    private static final Pattern MAKES_ONE = Pattern.compile("(\\.builder|^gauge)$");

    @Test
    void the_page_of_metrics_names_what_the_code_measures() throws IOException {
        Set<String> measured = Source.all().stream()
                .filter(source -> !source.isTest())
                .flatMap(MetricsPageTest::metricsIn)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(measured, rowsOf(Files.readString(Path.of("docs/metrics.md"))));
    }

    private static Set<String> rowsOf(String page) {
        return ROW.matcher(page).results().map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> metricsIn(Source source) {
        return source.parts(MethodInvocationTree.class)
                .filter(call ->
                        MAKES_ONE.matcher(call.getMethodSelect().toString()).find())
                .flatMap(call -> call.getArguments().stream().limit(1))
                .filter(LiteralTree.class::isInstance)
                .map(name -> String.valueOf(((LiteralTree) name).getValue()))
                .filter(name -> name.startsWith("carillon."))
                .map(name -> name.replace('.', '_'));
    }
}
