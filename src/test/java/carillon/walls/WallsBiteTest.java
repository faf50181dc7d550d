package carillon.walls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WallsBiteTest {

    private static final House HOUSE = new House(Layers.ORDER, List.of("http", "timer", "store"));

    @ParameterizedTest
    @MethodSource("carillon.walls.Wrong#all")
    void a_wall_refuses_what_breaks_it(Wrong wrong, @TempDir Path folder) {
        assertTrue(wrong.wall()
                .ruleFor(HOUSE)
                .evaluate(new Compiler(folder).compile(wrong.sources()))
                .hasViolation());
    }

    @Test
    void no_wall_is_without_its_wrong() {
        assertEquals(EnumSet.allOf(Wall.class), Wrong.all().map(Wrong::wall).collect(Collectors.toSet()));
    }
}
