package bench.peer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Durable creates over HTTP, a task a line. */
final class Lines {
    private static final byte[] CREATED = "{\"status\":201".getBytes(StandardCharsets.US_ASCII);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    Lines(int port) {
        base = URI.create("http://127.0.0.1:" + port);
    }

    void awaitReady(int secondsMax) throws Exception {
        long end = System.nanoTime() + secondsMax * 1_000_000_000L;
        while (!isReady()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the node was not ready in " + secondsMax + " s");
            }
            Load.pause(100);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(base.resolve("/health/ready")).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    void send(long[] dues) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/tasks"))
                .header("content-type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body(dues)))
                .build();
        byte[] answer =
                client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        int created = created(answer);
        if (created != dues.length) {
            String begin = new String(answer, 0, Math.min(500, answer.length), StandardCharsets.UTF_8);
            throw new IllegalStateException(created + " of " + dues.length + " lines were accepted: " + begin);
        }
    }

    private static byte[] body(long[] dues) {
        StringBuilder body = new StringBuilder(dues.length * 64);
        long last = -1;
        String line = "";
        for (long due : dues) {
            if (due != last) {
                line = "{\"at\":\"" + Instant.ofEpochMilli(due) + "\",\"action\":\"bench\"}\n";
                last = due;
            }
            body.append(line);
        }
        return body.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static int created(byte[] answer) {
        int created = 0;
        boolean atBegin = true;
        for (int i = 0; i < answer.length; i++) {
            if (atBegin && startsWith(answer, i)) {
                created++;
            }
            atBegin = answer[i] == '\n';
        }
        return created;
    }

    private static boolean startsWith(byte[] answer, int at) {
        return at + CREATED.length <= answer.length
                && java.util.Arrays.equals(answer, at, at + CREATED.length, CREATED, 0, CREATED.length);
    }
}
