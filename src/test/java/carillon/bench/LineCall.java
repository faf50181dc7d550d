package carillon.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * One request over a socket of its own. Written here, because clients that are ready-made decide for themselves when
 * they read.
 */
record LineCall(int status, List<String> lines) {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int SILENCE_MILLIS_MAX = 60_000;

    /** When a client reads the answers to what it sends. */
    enum Reading {
        AS_IT_GOES,
        AFTER_ALL_IS_SENT
    }

    static LineCall get(LaunchedNode node, String path) throws IOException {
        return exchange(node, "GET", path, Stream.empty(), Reading.AFTER_ALL_IS_SENT);
    }

    static LineCall post(LaunchedNode node, String path, Stream<String> lines, Reading reading) throws IOException {
        return exchange(node, "POST", path, lines, reading);
    }

    private static LineCall exchange(
            LaunchedNode node, String method, String path, Stream<String> lines, Reading reading) throws IOException {
        try (Socket socket = node.connect()) {
            socket.setSoTimeout(SILENCE_MILLIS_MAX);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
            InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
            CompletableFuture<LineCall> early =
                    reading == Reading.AS_IT_GOES ? CompletableFuture.supplyAsync(() -> unchecked(in)) : null;
            String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + (method.equals("GET")
                            ? "\r\n"
                            : "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            if (!method.equals("GET")) {
                for (String line : (Iterable<String>) lines::iterator) {
                    chunk(out, line + "\n");
                }
                chunk(out, "");
            }
            out.flush();
            return early == null ? read(in) : early.join();
        }
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static LineCall unchecked(InputStream in) {
        try {
            return read(in);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static LineCall read(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        boolean chunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            chunked |= header.toLowerCase(Locale.ROOT).equals("transfer-encoding: chunked");
        }
        byte[] body = chunked ? chunks(in) : in.readAllBytes();
        return new LineCall(
                status, new String(body, StandardCharsets.UTF_8).lines().toList());
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = Integer.parseInt(line(in), 16); length > 0; length = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(length));
            line(in);
        }
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the answer broke off");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).stripTrailing();
    }
}
