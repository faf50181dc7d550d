package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time from /proc. */
final class Cpu {
    private static final double TICKS_PER_SECOND = 100;
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int USER_OF_REAPED = 13;
    private static final int SYSTEM_OF_REAPED = 14;

    private Cpu() {}

    /** Of one process alone, in seconds; 0 if it is gone. */
    static double seconds(long pid) {
        String[] fields = fields(Path.of("/proc", String.valueOf(pid)));
        return fields.length == 0 ? 0 : own(fields) / TICKS_PER_SECOND;
    }

    /** Of a process with its children, those included that have ended. */
    static double secondsWithChildren(long pid) throws IOException {
        String parent = String.valueOf(pid);
        long ticks = 0;
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                String[] fields = fields(process);
                if (process.endsWith(parent) && fields.length > 0) {
                    ticks += own(fields) + Long.parseLong(fields[USER_OF_REAPED]);
                    ticks += Long.parseLong(fields[SYSTEM_OF_REAPED]);
                } else if (fields.length > 0 && fields[PARENT].equals(parent)) {
                    ticks += own(fields);
                }
            }
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static long own(String[] fields) {
        return Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
    }

    private static String[] fields(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        } catch (IOException ended) {
            return new String[0];
        }
    }
}
