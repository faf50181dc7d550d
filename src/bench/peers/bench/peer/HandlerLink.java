package bench.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks the handler that runs in the process of a node: a line there, a line back. */
final class HandlerLink {
    private final Socket socket;
    private final BufferedReader in;

    private HandlerLink(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    static HandlerLink connect(int port, Process node, int secondsMax) throws Exception {
        long end = System.nanoTime() + secondsMax * 1_000_000_000L;
        while (true) {
            try {
                return new HandlerLink(new Socket("127.0.0.1", port));
            } catch (IOException notYet) {
                if (!node.isAlive()) {
                    throw new IllegalStateException("the node ended before it had started");
                }
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("the node did not start in " + secondsMax + " s");
                }
                Load.pause(100);
            }
        }
    }

    synchronized String ask(String question) {
        try {
            socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
            String answer = in.readLine();
            if (answer == null) {
                throw new IllegalStateException("the node is gone");
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
