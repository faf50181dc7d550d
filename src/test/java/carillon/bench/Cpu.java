package carillon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Processor time of a process and of its children, those that ended included, in seconds; from {@code /proc}. */
public final class Cpu {

    private static final double TICKS_PER_SECOND = 100;
    /** The first field behind the name is the third of all; user time is the fourteenth. */
    private static final int USER_TIME = 11;
    /** In the first line of {@code /proc/stat}, behind the word cpu. */
    private static final int STEAL_TIME = 8;

    private Cpu() {}

    public static double secondsOf(long pid) {
        double own = ticks(pid, 4);
        double children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .mapToDouble(child -> ticks(child.pid(), 2))
                .sum();
        return (own + children) / TICKS_PER_SECOND;
    }

    /** What the host of a virtual machine gave to others while somebody here was ready to run. */
    static double stolenSeconds() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            String[] ticks = lines.findFirst().orElse("").split(" +");
            return ticks.length > STEAL_TIME ? Double.parseDouble(ticks[STEAL_TIME]) / TICKS_PER_SECOND : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** What the living threads of a process with such a name had. */
    static Share ofThreads(long pid, String namePrefix) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.map(thread -> share(thread, namePrefix)).reduce(Share.NONE, Share::plus);
        } catch (IOException gone) {
            return Share.NONE;
        }
    }

    private static Share share(Path thread, String namePrefix) {
        try {
            if (!Files.readString(thread.resolve("comm")).startsWith(namePrefix)) {
                return Share.NONE;
            }
            String[] nanos = Files.readString(thread.resolve("schedstat")).split(" ");
            return new Share(Double.parseDouble(nanos[0]) / 1e9, Double.parseDouble(nanos[1]) / 1e9);
        } catch (IOException gone) {
            return Share.NONE;
        }
    }

    /** Seconds on a processor, and seconds ready to run while others had the processors. */
    record Share(double ran, double waited) {

        static final Share NONE = new Share(0, 0);

        Share plus(Share other) {
            return new Share(ran + other.ran, waited + other.waited);
        }

        Share minus(Share other) {
            return new Share(ran - other.ran, waited - other.waited);
        }
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
