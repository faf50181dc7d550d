package carillon.postgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Where an embedded PostgreSQL listens, and as whom to log in.
 *
 * @param host loopback address of the TCP port
 * @param port TCP port, also part of the unix socket's name
 * @param socketFolder absolute path of the folder that holds the unix socket
 * @param user role with the right to create databases, not a superuser
 * @param password of the role
 * @param database owned by the role
 */
public record PostgresLogin(String host, int port, Path socketFolder, String user, String password, String database) {

    /** A {@code postgresql://} URL over TCP. Holds the password: keep it out of logs. */
    public String url() {
        return url(host);
    }

    /** A {@code postgresql://} URL over the unix socket. Holds the password: keep it out of logs. */
    public String socketUrl() {
        String folder = URLEncoder.encode(socketFolder.toString(), StandardCharsets.UTF_8);
        return url(folder.replace("+", "%20").replace("*", "%2A"));
    }

    private String url(String place) {
        return "postgresql://%s:%s@%s:%d/%s".formatted(user, password, place, port, database);
    }

    /** Shows everything but the password. */
    @Override
    public String toString() {
        return "postgresql://%s@%s:%d/%s (socket in %s)".formatted(user, host, port, database, socketFolder);
    }
}
