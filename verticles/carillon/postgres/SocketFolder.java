package carillon.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The folder of the unix socket: the database's own one, or, where its path is too long for a socket address, a folder
 * of its own under the temp dir that a link remembers for the next start.
 */
final class SocketFolder {

    private static final int SOCKET_PATH_BYTES_MAX = 107;
    private static final String LONGEST_NAME = "/.s.PGSQL.65535";

    private SocketFolder() {}

    static Path of(Path home) throws IOException {
        int bytes = (home + LONGEST_NAME).getBytes(StandardCharsets.UTF_8).length;
        return bytes <= SOCKET_PATH_BYTES_MAX ? home : shortFolder(home);
    }

    private static Path shortFolder(Path home) throws IOException {
        Path link = home.resolve("socket");
        if (Files.isDirectory(link) && ownedAlike(home, link)) {
            return link.toRealPath();
        }
        Files.deleteIfExists(link);
        Path folder = Files.createTempDirectory("carillon-");
        Files.setOwner(folder, Files.getOwner(home));
        Files.createSymbolicLink(link, folder);
        return folder.toRealPath();
    }

    // A folder under the temp dir may have been swept away, and its name taken by somebody else.
    private static boolean ownedAlike(Path home, Path link) throws IOException {
        return Files.isSymbolicLink(link)
                && Files.getOwner(link).equals(Files.getOwner(home, LinkOption.NOFOLLOW_LINKS));
    }
}
