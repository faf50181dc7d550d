package carillon.store;

import carillon.message.ReadPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Read points as PostgreSQL writes snapshots: {@code xmin:xmax:xip,xip}. */
final class Snapshots {

    /** The least number that PostgreSQL takes. */
    private static final long FIRST = 1;

    private Snapshots() {}

    static String write(ReadPoint point) {
        return Math.max(FIRST, point.oldestRunning()) + ":" + Math.max(FIRST, point.nextUnused()) + ":"
                + point.running().stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
    }

    static ReadPoint read(String snapshot) {
        int first = snapshot.indexOf(':');
        int second = snapshot.indexOf(':', first + 1);
        List<Long> running = new ArrayList<>();
        for (String transaction : snapshot.substring(second + 1).split(",")) {
            if (!transaction.isEmpty()) {
                running.add(Long.valueOf(transaction));
            }
        }
        return new ReadPoint(
                Long.parseLong(snapshot.substring(0, first)),
                Long.parseLong(snapshot.substring(first + 1, second)),
                running);
    }
}
