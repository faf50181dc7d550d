package carillon.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A step of the schema.
 *
 * @param version from 1, without gaps
 * @param checksum of the text, so that a file that was changed after it was applied is noticed
 */
record Migration(int version, String name, String sql, String checksum) {

    private static final List<String> FILES = List.of(
            "0001-tables.sql",
            "0002-policies.sql",
            "0003-queues.sql",
            "0004-lists.sql",
            "0005-revivals-and-sets.sql",
            "0006-draining.sql",
            "0007-retention.sql",
            "0008-identity.sql",
            "0009-immediate-tasks.sql",
            "0010-brief-history.sql");

    /** Every step that this node knows, in order. Reads the class path: not for an event loop. */
    static List<Migration> all() {
        List<Migration> all = new ArrayList<>();
        for (String file : FILES) {
            all.add(of(all.size() + 1, file, read("/migrations/" + file)));
        }
        return all;
    }

    static Migration of(int version, String name, String sql) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(sql.getBytes(StandardCharsets.UTF_8));
            return new Migration(version, name, sql, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String read(String resource) {
        try (InputStream in = Migration.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
