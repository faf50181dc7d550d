package carillon.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once from the class path.
 *
 * <p>The build unpacks them beside the jar, for every data folder; what is started without that folder, or as a user
 * who may not read it, unpacks them itself.
 */
final class Binaries {

    /** As the pom names it; part of the folder's name, so that another version gets its own. */
    static final String VERSION = "18.4.0";

    /** Of the folder that has them. */
    static final String NAME = "postgres-" + VERSION;

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final int ANY_EXECUTE_BIT = 0111;

    private final Path folder;

    private Binaries(Path folder) {
        this.folder = folder;
    }

    /** Unpacks into the folder that is named. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        unpackedIn(Path.of(arguments[0]).toAbsolutePath());
    }

    /** Those of the build where they can be run, else unpacked in a folder. */
    static Binaries preparedOr(Path parent, RunAs runAs) throws IOException, InterruptedException {
        Binaries prepared = new Binaries(besideTheClasses().resolve(NAME));
        return prepared.run(runAs) ? prepared : unpackedIn(parent);
    }

    static Binaries unpackedIn(Path parent) throws IOException, InterruptedException {
        Path folder = parent.resolve(NAME);
        WholeFolder.make(folder, Binaries::unpack);
        return new Binaries(folder);
    }

    /** Absolute path of a program. */
    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static Path besideTheClasses() {
        try {
            return Path.of(Binaries.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolveSibling(".");
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private boolean run(RunAs runAs) throws IOException, InterruptedException {
        return Files.isDirectory(folder)
                && new Command(runAs.command(Stream.of(program("postgres"), "--version")))
                                .run(folder, "")
                                .code()
                        == 0;
    }

    private static void unpack(Path folder) throws IOException {
        try (InputStream archive = Binaries.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new PostgresStartException("The PostgreSQL binaries are not on the class path: " + ARCHIVE
                        + ". Put the binaries jar back, or set CARILLON_DATABASE_URL to the URL of a server.");
            }
            TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (isNeeded(entry.getName())) {
                    write(entry, tar, inside(folder, entry.getName()));
                }
            }
        }
    }

    private static boolean isNeeded(String name) {
        return !name.endsWith(".a") && !name.contains("/pkgconfig") && !name.contains("/pgxs");
    }

    private static Path inside(Path folder, String name) throws IOException {
        Path path = folder.resolve(name).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("the archive names a file outside its folder: " + name);
        }
        return path;
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        boolean program = (entry.getMode() & ANY_EXECUTE_BIT) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
