package carillon.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types what the README says on a first handler, with a stand-in for the launcher, which would build and go on. */
class HandlerStepsTest {

    private static final Page README = Page.read(Path.of("README.md"));
    private static final String CLASS_PATH = "'target/carillon.jar:target/lib/*'";
    private static final String LAUNCHER = "#!/bin/sh\nif [ $1 = jdk ]; then echo '%s'; else echo \"$@\"; fi\n";

    private static String block(String language, String part) {
        return README.blocks().stream()
                .filter(block -> block.is(language) && block.text().contains(part))
                .findFirst()
                .orElseThrow()
                .text();
    }

    @Test
    void the_steps_leave_nothing_in_the_folder_of_the_project(@TempDir Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve("home/my-handlers"));
        Files.writeString(own.resolve("Orders.java"), block("java", "class Orders"));
        Path project = Files.createDirectory(folder.resolve("project"));
        Shell shell = new Shell(project);
        shell.write("vertx", LAUNCHER.formatted(System.getProperty("java.home")));
        Files.setPosixFilePermissions(project.resolve("vertx"), PosixFilePermissions.fromString("rwxr-xr-x"));
        shell.run("true");
        List<String> before = files(project);
        String steps = block("sh", "javac").replace(CLASS_PATH, "'" + classPath() + "'");
        Shell.Outcome outcome = shell.run("set -e\nHOME='" + folder.resolve("home") + "'\n" + steps);
        assertEquals(0, outcome.exitCode(), outcome::toString);
        assertEquals(before, files(project));
        Path jar = own.resolve("orders.jar");
        assertEquals(
                List.of("run carillon.Main -cp " + jar + " -conf {\"verticles\": [\"com.acme.Orders\"]}"),
                outcome.lines());
        try (JarFile packed = new JarFile(jar.toFile())) {
            assertNotNull(packed.getEntry("com/acme/Orders.class"));
        }
    }

    private static String classPath() {
        String given = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(given.split(":"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(":"));
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
