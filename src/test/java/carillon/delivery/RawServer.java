package carillon.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A server on a free port of this machine that need not speak HTTP: does with each connection what it is told. */
final class RawServer implements AutoCloseable {

    private final ServerSocket server;

    private RawServer(ServerSocket server) {
        this.server = server;
    }

    /** What is done with a connection, which is closed afterwards. */
    interface Talk {
        void with(Socket connection) throws IOException;
    }

    static RawServer start(Talk talk) throws IOException {
        RawServer raw = new RawServer(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(() -> raw.serve(talk));
        return raw;
    }

    /** Reads the head of a request and answers it with a text as it is. */
    static Talk answering(String text) {
        return connection -> {
            read(connection);
            connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        };
    }

    /** Answers each request with the same text, until the other side closes the connection. */
    static Talk answeringEach(String text) {
        return connection -> {
            byte[] request = new byte[4_000];
            while (connection.getInputStream().read(request) >= 0) {
                connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            }
        };
    }

    /** Reads until the other side closes the connection, or breaks it off. */
    static void drain(Socket connection) throws IOException {
        connection.getInputStream().readAllBytes();
    }

    /** Reads something of what is sent. */
    static void read(Socket connection) throws IOException {
        if (connection.getInputStream().read(new byte[4_000]) < 0) {
            throw new IOException("nothing was sent");
        }
    }

    /** Leaves no room among the connections that a server has not taken yet, so that the next one hangs. */
    static List<SocketChannel> fill(ServerSocket server) throws IOException {
        List<SocketChannel> queue = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            SocketChannel waiting = SocketChannel.open();
            waiting.configureBlocking(false);
            waiting.connect(server.getLocalSocketAddress());
            queue.add(waiting);
        }
        return queue;
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Talk talk) {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                talk.with(connection);
            } catch (IOException over) {
                // The test is over, or the other side went away; the next connection tells.
                continue;
            }
        }
    }
}
