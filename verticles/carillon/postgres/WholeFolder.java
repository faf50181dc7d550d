package carillon.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Folders that are there whole or not at all, whatever dies while they are made. */
final class WholeFolder {

    /** Fills a folder that does not exist yet, and leaves its files flushed to the disk. */
    @FunctionalInterface
    interface Maker {
        void make(Path folder) throws IOException, InterruptedException;
    }

    private WholeFolder() {}

    /** Makes the folder unless it is there. Only one process at a time may do so. */
    static void make(Path folder, Maker maker) throws IOException, InterruptedException {
        if (Files.exists(folder)) {
            return;
        }
        String prefix = folder.getFileName() + ".unfinished-";
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder.resolveSibling("."), prefix + "*")) {
            leftovers.forEach(WholeFolder::delete);
        }
        // A name of its own each time: what a killed process started may still be writing into the last one.
        Path unfinished = folder.resolveSibling(prefix + UUID.randomUUID());
        try {
            maker.make(unfinished);
        } catch (IOException | InterruptedException | RuntimeException failure) {
            // A full disk is the likely reason: give back what was taken.
            delete(unfinished);
            throw failure;
        }
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        flushEntries(folder.resolveSibling("."));
    }

    /** Flushes the names in a folder, so that a rename survives a power cut. */
    static void flushEntries(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** As far as it can: what is left, the next start sweeps. */
    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(emptied);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException ignored) {
            // Still being written to by an orphan, or never made.
        }
    }
}
