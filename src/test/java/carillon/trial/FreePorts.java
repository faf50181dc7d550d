package carillon.trial;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Finds ports of loopback that stay free while who listens there is dead. */
public final class FreePorts {

    /** Below the ports that clients are given, so that no connection takes a node's port while the node is dead. */
    private static final int MIN = 20_000;

    private static final int MAX = 30_000;

    private FreePorts() {}

    /** So many different ones. */
    public static List<Integer> find(int count) {
        RandomGenerator random = RandomGenerator.getDefault();
        List<Integer> free = new ArrayList<>();
        while (free.size() < count) {
            int port = random.nextInt(MIN, MAX);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (!free.contains(probe.getLocalPort())) {
                    free.add(port);
                }
            } catch (IOException taken) {
                free.remove((Integer) port);
            }
        }
        return free;
    }
}
