package carillon.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The password of the role carillon: made once, kept in a file that its owner alone may read. */
final class Password {

    static final String FILE = "password";

    private static final int RANDOM_BYTES = 32;

    private Password() {}

    /**
     * Reads the password, or makes one as long as there is no cluster that already knows another.
     *
     * @throws PostgresStartException if the file of an existing cluster is gone
     */
    static String of(Path home, boolean clusterExists) throws IOException {
        Path file = home.resolve(FILE);
        if (Files.exists(file)) {
            return Files.readString(file, StandardCharsets.US_ASCII);
        }
        if (clusterExists) {
            throw new PostgresStartException(
                    "The password file %s of the embedded PostgreSQL is missing: nobody can log in without it. "
                                    .formatted(file)
                            + "Put it back.");
        }
        String password = random();
        write(password, file);
        return password;
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void write(String password, Path file) throws IOException {
        Path unfinished = file.resolveSibling("password.unfinished");
        Files.deleteIfExists(unfinished);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var createNew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(unfinished, createNew, ownerOnly)) {
            channel.write(ByteBuffer.wrap(password.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        WholeFolder.flushEntries(file.resolveSibling("."));
    }
}
