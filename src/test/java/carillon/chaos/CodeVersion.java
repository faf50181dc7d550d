package carillon.chaos;

import carillon.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Tells one state of Carillon's code from another. */
final class CodeVersion {

    private static final int DIGITS = 12;

    private CodeVersion() {}

    /** The beginning of a digest of all classes and migrations that the nodes run. */
    static String ofClasses() {
        try {
            Path classes = Path.of(Clock.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (Stream<Path> below = Files.walk(classes)) {
                List<Path> files = below.filter(file -> file.toString().endsWith(".class")
                                || file.toString().endsWith(".sql"))
                        .sorted()
                        .toList();
                for (Path file : files) {
                    digest.update(Files.readAllBytes(file));
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (URISyntaxException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
