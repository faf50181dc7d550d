package carillon.importing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a file in which each line stands for itself, so that one that is refused leaves the others alone. */
final class LineByLine {

    private LineByLine() {}

    /** What reads a line. */
    interface Entry {
        /**
         * Reads one.
         *
         * @param number of the line, from 1 on
         * @param line without white space around it
         * @return null where it stands for no schedule
         * @throws Refusal if it cannot be had
         */
        @Nullable
        Imported read(int number, String line);
    }

    static List<Imported> read(String text, Entry entry) {
        List<Imported> imported = new ArrayList<>();
        int number = 0;
        for (String each : text.lines().toList()) {
            number++;
            Imported read = read(number, each.strip(), entry);
            if (read != null) {
                imported.add(read);
            }
        }
        return imported;
    }

    private static @Nullable Imported read(int number, String line, Entry entry) {
        try {
            return entry.read(number, line);
        } catch (Refusal refusal) {
            return new Imported.Refused(number, line, String.valueOf(refusal.getMessage()));
        }
    }
}
