package carillon.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A jar as a user of Carillon makes it, from the package of sample verticles. */
final class UserJar {

    private UserJar() {}

    /** Packs it into a folder. */
    static Path pack(Path folder) {
        Path root = testClasses();
        Path jar = folder.resolve("user.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> classes = Files.list(root.resolve("sample"))) {
            for (Path each : classes.toList()) {
                out.putNextEntry(new JarEntry(root.relativize(each).toString()));
                Files.copy(each, out);
                out.closeEntry();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return jar;
    }

    /** The class path of the tests without the tests, so that the verticles are found in the jar only. */
    static String classPathWithoutTests() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path tests = testClasses();
        List<String> product = Stream.of(all.split(":"))
                .filter(entry -> !Path.of(entry).toAbsolutePath().equals(tests))
                .toList();
        return String.join(":", product);
    }

    private static Path testClasses() {
        return Path.of(UserJar.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toAbsolutePath();
    }
}
