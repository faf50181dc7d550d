package carillon.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A small disk in memory, which can be filled. Only root may make one. */
final class Disk implements AutoCloseable {

    private static final String SIZE = "size=400m,mode=700";
    private static final int BLOCK_BYTES = 1 << 20;

    private final Path folder;

    private Disk(Path folder) {
        this.folder = folder;
    }

    /** An empty one; nothing where it is not allowed. */
    static Optional<Disk> in(Path folder) {
        try {
            Files.createDirectories(folder);
            boolean mounted = run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", folder.toString());
            return mounted ? Optional.of(new Disk(folder.toAbsolutePath())) : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path folder() {
        return folder;
    }

    /** Takes all that is free. */
    void fill() {
        byte[] block = new byte[BLOCK_BYTES];
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            while (true) {
                ballast.write(block);
            }
        } catch (IOException full) {
            return;
        }
    }

    /** Gives it back. */
    void free() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends the one in a folder, if there is one. */
    static void release(Path folder) {
        if (Files.exists(folder)) {
            run("umount", "-l", folder.toString());
        }
    }

    /** Ends it; what is on it stays in the folder. */
    @Override
    public void close() {
        Path copy = folder.resolveSibling(folder.getFileName() + ".copy");
        run("cp", "-a", folder.toString(), copy.toString());
        release(folder);
        try {
            Files.move(copy, folder, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }
}
