package carillon.walls;

import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.time.Clock;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WallsTest {

    private final House house = House.onDisk();
    private JavaClasses classes = new ClassFileImporter().importClasses();

    @BeforeAll
    void import_every_class_but_the_tests() throws URISyntaxException {
        Path compiled = Path.of(
                Clock.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        classes = new ClassFileImporter().importPath(compiled);
    }

    @ParameterizedTest
    @EnumSource
    void the_wall_stands(Wall wall) {
        wall.ruleFor(house).check(classes);
    }

    @Test
    void the_classes_are_those_of_the_folders() {
        for (String shared : house.shared()) {
            assertTrue(classes.containPackage("carillon." + shared), shared + " was not compiled");
        }
    }
}
