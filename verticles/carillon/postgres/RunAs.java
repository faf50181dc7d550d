package carillon.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The user that PostgreSQL runs as, since it refuses to be root: words put in front of its command.
 *
 * <p>A normal user runs it as itself. Root runs it in a user namespace without any mapping, where it looks like the
 * user nobody to itself while its files stay root's. Where such a namespace is forbidden, as in many containers, the
 * folder is given to nobody and PostgreSQL with it. A folder that belongs to another user already is run as that user.
 */
record RunAs(List<String> prefix) {

    private static final int ROOT = 0;
    private static final int NOBODY = 65_534;

    static RunAs of(Path home) throws IOException, InterruptedException {
        if (id(Path.of("/proc/self"), "uid") != ROOT) {
            return new RunAs(List.of());
        }
        if (id(home, "uid") == ROOT) {
            if (succeeds(home, "unshare", "-U", "true")) {
                return new RunAs(List.of("unshare", "-U"));
            }
            giveTo(home, NOBODY);
        }
        return new RunAs(List.of(
                "setpriv",
                "--reuid=" + id(home, "uid"),
                "--regid=" + id(home, "gid"),
                "--clear-groups",
                "--no-new-privs"));
    }

    private static int id(Path path, String which) throws IOException {
        return (int) Files.getAttribute(path, "unix:" + which);
    }

    private static boolean succeeds(Path home, String... words) throws InterruptedException {
        try {
            return new Command(List.of(words)).run(home, "").code() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private static void giveTo(Path home, int user) throws IOException, InterruptedException {
        String owner = user + ":" + user;
        Command.Ended chown = new Command(List.of("chown", "-R", "-h", owner, home.toString())).run(home, "");
        if (chown.code() != 0) {
            throw new PostgresStartException(
                    "PostgreSQL refuses to be root, and %s cannot be given to user %s. Be a normal user. chown said: %s"
                            .formatted(home, owner, chown.tail()));
        }
    }

    /** The command with the prefix in front. */
    List<String> command(Stream<String> words) {
        return Stream.concat(prefix.stream(), words).toList();
    }
}
