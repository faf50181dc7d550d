package carillon.importing;

import org.jspecify.annotations.Nullable;

/**
 * What a file is read with.
 *
 * @param file its path, for ids and labels; only its last part is used
 * @param action the name of a handler or the URL of a webhook; null where the file says it
 * @param zone of the schedules that name none; null for UTC
 */
public record ImportSettings(
        String file, @Nullable String action, @Nullable String zone) {

    /** The last part of the path, in characters that ids and labels may have. */
    String fileName() {
        String last = file.substring(file.lastIndexOf('/') + 1);
        String plain = last.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[.-]+", "");
        return plain.isEmpty() ? "file" : plain.substring(0, Math.min(plain.length(), 100));
    }
}
