package bench.peer;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Durable creates over HTTP, one task a request, each connection sending the next when the last is answered. It writes
 * and reads HTTP/1.1 by hand, so that the client takes little of the cores that it shares with what is measured.
 */
final class OneByOne {
    static final int CONNECTIONS = 64;

    /** Kept, for Vert.x closes the connections of a client that nobody refers to any more. */
    private final NetClient client;

    private final int port;
    private final Buffer request;

    OneByOne(Vertx vertx, int port) {
        client = vertx.createNetClient();
        this.port = port;
        String body = "{\"delay\":\"PT1H\",\"action\":\"bench\"}";
        request = Buffer.buffer("POST /tasks HTTP/1.1\r\nhost: 127.0.0.1:" + port
                + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
    }

    void enqueue(Going going) throws Exception {
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            ends.add(client.connect(port, "127.0.0.1").compose(socket -> on(socket, going)));
        }
        Future.all(ends).toCompletionStage().toCompletableFuture().get();
    }

    private Future<Void> on(NetSocket socket, Going going) {
        Promise<Void> end = Promise.promise();
        StringBuilder received = new StringBuilder();
        long[] sent = {System.nanoTime()};
        socket.closeHandler(closed -> {
            if (going.on()) {
                going.fail(new IllegalStateException("the node closed a connection"));
            }
            end.tryComplete();
        });
        socket.exceptionHandler(end::tryFail);
        socket.handler(buffer -> {
            received.append(buffer.toString(StandardCharsets.ISO_8859_1));
            int length = lengthOf(received);
            if (length < 0 || received.length() < length) {
                return;
            }
            if (!received.substring(0, 12).equals("HTTP/1.1 201")) {
                going.fail(new IllegalStateException(received.toString()));
            }
            received.delete(0, length);
            going.add(1);
            going.times().took(System.nanoTime() - sent[0]);
            if (going.on()) {
                sent[0] = System.nanoTime();
                socket.write(request);
            } else {
                socket.close();
            }
        });
        socket.write(request);
        return end.future();
    }

    /** Of the whole answer, with its head; less than 0 while that is not known. */
    private static int lengthOf(StringBuilder received) {
        int body = received.indexOf("\r\n\r\n");
        int at = body < 0 ? -1 : received.indexOf("content-length: ");
        if (at < 0) {
            return -1;
        }
        int begin = at + "content-length: ".length();
        return body + 4 + Integer.parseInt(received.substring(begin, received.indexOf("\r\n", begin)));
    }
}
