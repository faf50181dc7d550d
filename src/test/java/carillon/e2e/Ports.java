package carillon.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports. */
public final class Ports {

    /** Below the ports that clients are given, so that no connection takes one before its node does. */
    private static final int MIN = 20_000;

    private static final int MAX = 32_000;

    private Ports() {}

    /** One that is free on loopback. */
    public static int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(MIN, MAX);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                // Another one will be free.
                continue;
            }
        }
    }
}
