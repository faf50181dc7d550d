package carillon.chaos;

import carillon.trial.NodeCommandLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;

/** The wall clock of one node, which libfaketime can set. Its monotonic clock stays right. */
final class WallClock {

    private static final String NAME = "faketime/libfaketimeMT.so.1";

    private final Path library;
    private final Path setting;

    private WallClock(Path library, Path setting) {
        this.library = library;
        this.setting = setting;
    }

    /** One that shows the time; empty where libfaketime is not installed, nor named by {@code chaos.faketime}. */
    static Optional<WallClock> in(Path folder) {
        return library().map(library -> {
            WallClock clock =
                    new WallClock(library, folder.resolve("wall-clock").toAbsolutePath());
            clock.shift(0);
            return clock;
        });
    }

    /** Sets it, from the true time. */
    void shift(int seconds) {
        try {
            Path unfinished = setting.resolveSibling("wall-clock.unfinished");
            Files.writeString(unfinished, "%+d\n".formatted(seconds));
            Files.move(unfinished, setting, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether one can be made. */
    static boolean isAvailable() {
        return library().isPresent();
    }

    /** A node that goes by this clock. */
    NodeCommandLine of(NodeCommandLine line) {
        return line.withVariable("LD_PRELOAD", library.toString())
                .withVariable("FAKETIME_TIMESTAMP_FILE", setting.toString())
                .withVariable("FAKETIME_CACHE_DURATION", "1")
                .withVariable("FAKETIME_DONT_FAKE_MONOTONIC", "1")
                .withVariable("DONT_FAKE_MONOTONIC", "1")
                // Else (libfaketime 0.9.10) every wait by the monotonic clock is over at once, and all threads spin.
                .withVariable("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    private static Optional<Path> library() {
        Stream<Path> named =
                Stream.ofNullable(System.getProperty("chaos.faketime")).map(Path::of);
        Stream<Path> installed =
                Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib").map(each -> Path.of(each, NAME));
        return Stream.concat(named, installed).filter(Files::exists).findFirst();
    }
}
