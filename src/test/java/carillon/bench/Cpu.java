package carillon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time of a process and of its children, those that ended included, in seconds; from {@code /proc}. */
final class Cpu {

    private static final double TICKS_PER_SECOND = 100;
    /** The first field behind the name is the third of all; user time is the fourteenth. */
    private static final int USER_TIME = 11;

    private Cpu() {}

    static double secondsOf(long pid) {
        double own = ticks(pid, 4);
        double children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .mapToDouble(child -> ticks(child.pid(), 2))
                .sum();
        return (own + children) / TICKS_PER_SECOND;
    }

    /** User and system time, and with four fields those of children that ended too. */
    private static double ticks(long pid, int fields) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] behindName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double sum = 0;
            for (int i = 0; i < fields; i++) {
                sum += Double.parseDouble(behindName[USER_TIME + i]);
            }
            return sum;
        } catch (IOException gone) {
            return 0;
        }
    }
}
