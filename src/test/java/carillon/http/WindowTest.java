package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WindowTest {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient();
    private final BlockingQueue<Promise<Answer>> held = new LinkedBlockingQueue<>();
    private int port;

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void a_request_beyond_the_window_is_turned_away_until_one_ends() throws InterruptedException {
        serve(new Window(2, 1_000));
        Future<HttpClientResponse> first = ask(10);
        Promise<Answer> firstHeld = held.take();
        Future<HttpClientResponse> second = ask(10);
        Promise<Answer> secondHeld = held.take();
        HttpClientResponse refused = await(ask(10));
        assertEquals(429, refused.statusCode());
        assertEquals("1", refused.getHeader("Retry-After"));
        firstHeld.complete(Answer.noContent());
        secondHeld.complete(Answer.noContent());
        assertEquals(204, await(first).statusCode());
        assertEquals(204, await(second).statusCode());
        assertServes(10);
    }

    @Test
    void bytes_beyond_the_window_are_turned_away() throws InterruptedException {
        serve(new Window(10, 100));
        assertEquals(429, await(ask(101)).statusCode());
        assertServes(100);
    }

    private void assertServes(int bytes) throws InterruptedException {
        Future<HttpClientResponse> answer = ask(bytes);
        held.take().complete(Answer.noContent());
        assertEquals(204, await(answer).statusCode());
    }

    private void serve(Window window) {
        Router router = Router.router(vertx);
        router.route().handler(window);
        router.route().handler(Replies.by(request -> {
            Promise<Answer> answer = Promise.promise();
            held.add(answer);
            return answer.future();
        }));
        HttpServer server = vertx.createHttpServer().requestHandler(router);
        port = await(server.listen(0, "127.0.0.1")).actualPort();
    }

    private Future<HttpClientResponse> ask(int bytes) {
        return client.request(HttpMethod.POST, port, "127.0.0.1", "/")
                .compose(request -> request.send(Buffer.buffer(new byte[bytes])));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
