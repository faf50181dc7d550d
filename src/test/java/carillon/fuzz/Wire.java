package carillon.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection to a node after the other, used for as long as it lasts. */
final class Wire implements AutoCloseable {

    private static final int ANSWER_MILLIS_MAX = 30_000;
    private static final int UNFRAMED_MILLIS_MAX = 50;
    private static final int CONTINUE = 100;

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    Wire(int port) {
        this.port = port;
    }

    /** What came back. */
    record Answer(int status, String head, String body) {}

    /** Sends a request and reads its answer; null where none came, which is right only for one that is not framed. */
    @Nullable
    Answer send(Requests.Request request) throws IOException {
        boolean used = socket != null;
        try {
            Answer answer = exchange(request);
            return answer == null && used ? exchange(request) : answer;
        } catch (SocketTimeoutException silent) {
            close();
            if (request.framed()) {
                throw silent;
            }
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    private @Nullable Answer exchange(Requests.Request request) throws IOException {
        try {
            Socket open = open();
            open.setSoTimeout(request.framed() ? ANSWER_MILLIS_MAX : UNFRAMED_MILLIS_MAX);
            open.getOutputStream().write(request.bytes());
            Answer answer = read(request.isHead());
            if (answer == null || !request.framed() || answer.head().contains("connection: close")) {
                close();
            }
            return answer;
        } catch (SocketTimeoutException silent) {
            throw silent;
        } catch (IOException closed) {
            close();
            return null;
        }
    }

    private Socket open() throws IOException {
        Socket open = socket;
        if (open == null) {
            open = new Socket(InetAddress.getLoopbackAddress(), port);
            socket = open;
            in = new BufferedInputStream(open.getInputStream());
        }
        return open;
    }

    private @Nullable Answer read(boolean bodiless) throws IOException {
        InputStream from = in;
        String head = from == null ? "" : head(from);
        if (from == null || head.length() < 12) {
            return null;
        }
        int status = Integer.parseInt(head.split(" ", 3)[1]);
        if (status == CONTINUE) {
            return read(bodiless);
        }
        if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked") && !bodiless) {
            return new Answer(status, head, chunks(from));
        }
        int at = head.indexOf("content-length: ");
        int length = at < 0 || bodiless ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
        return new Answer(status, head, new String(from.readNBytes(length), StandardCharsets.UTF_8));
    }

    /** A body in chunks, each a line with its length in hexadecimal and that many bytes; the last is empty. */
    private static String chunks(InputStream from) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = chunkLength(from); length > 0; length = chunkLength(from)) {
            body.write(from.readNBytes(length));
            from.skipNBytes(2);
        }
        from.skipNBytes(2);
        return body.toString(StandardCharsets.UTF_8);
    }

    private static int chunkLength(InputStream from) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = from.read(); next != '\n'; next = from.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.append((char) next);
        }
        return Integer.parseInt(line.toString().strip(), 16);
    }

    private static String head(InputStream from) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = from.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString().replaceAll("(?i)content-length", "content-length");
    }
}
