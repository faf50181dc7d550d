package carillon.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds ports, and none twice: what one was found for may not have taken it yet. */
public final class Ports {

    /**
     * Below the ports that clients are given, so that no connection takes one before its node does, or while it is
     * dead.
     */
    private static final int MIN = 20_000;

    private static final int MAX = 30_000;

    private static final Set<Integer> FOUND = new HashSet<>();

    private Ports() {}

    /** One that is free on loopback. */
    public static int free() {
        return firstFree(1);
    }

    /** So many different ones that are free on loopback. */
    public static List<Integer> free(int count) {
        return Stream.generate(Ports::free).limit(count).toList();
    }

    /** The first of so many in a row that are free on loopback. */
    static synchronized int firstFree(int count) {
        while (true) {
            int first = ThreadLocalRandom.current().nextInt(MIN, MAX);
            List<Integer> row = IntStream.range(first, first + count).boxed().toList();
            if (row.stream().allMatch(port -> !FOUND.contains(port) && isFree(port))) {
                FOUND.addAll(row);
                return first;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
