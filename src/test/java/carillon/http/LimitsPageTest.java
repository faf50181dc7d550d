package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LimitsPageTest {

    @Test
    void every_limit_that_a_client_meets_stands_in_the_page() throws IOException {
        String page = Files.readString(Path.of("docs/security.md"));
        List<String> missing = Stream.of(HttpLimits.class.getDeclaredFields())
                .map(Field::getName)
                .filter(name -> name.endsWith("_MAX") && !name.startsWith("CREATE_BATCH") && !name.startsWith("DRAIN"))
                .filter(name -> !page.contains("`" + name + "`"))
                .toList();
        assertEquals(List.of(), missing);
    }
}
