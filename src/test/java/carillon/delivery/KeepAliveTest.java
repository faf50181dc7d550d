package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeepAliveTest {

    private static final Map<String, String> EMPTY = Map.of("content-length", "0");

    @Test
    void a_connection_may_lie_idle_for_less_than_servers_wait() {
        assertEquals(4_000, millis(HttpVersion.HTTP_1_1, 200, EMPTY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "Close", "keep-alive, close"})
    void an_answer_that_closes_the_connection_says_so(String connection) {
        assertEquals(0, millis(HttpVersion.HTTP_1_1, 200, Map.of("content-length", "0", "connection", connection)));
    }

    @Test
    void a_receiver_of_http_1_0_closes_the_connection_unless_it_says_otherwise() {
        assertEquals(0, millis(HttpVersion.HTTP_1_0, 200, EMPTY));
        assertEquals(
                4_000, millis(HttpVersion.HTTP_1_0, 200, Map.of("content-length", "0", "connection", "keep-alive")));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404, 101})
    void an_answer_that_does_not_tell_its_end_ends_with_the_connection(int status) {
        assertEquals(0, millis(HttpVersion.HTTP_1_1, status, Map.of()));
    }

    @Test
    void an_answer_that_changes_the_protocol_ends_the_use_of_the_connection() {
        assertEquals(0, millis(HttpVersion.HTTP_1_1, 101, EMPTY));
    }

    @Test
    void an_answer_tells_its_end_by_its_length_by_chunks_or_by_having_no_body() {
        assertEquals(4_000, millis(HttpVersion.HTTP_1_1, 200, Map.of("transfer-encoding", "chunked")));
        assertEquals(4_000, millis(HttpVersion.HTTP_1_1, 204, Map.of()));
        assertEquals(4_000, millis(HttpVersion.HTTP_1_1, 304, Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "timeout=5; 4000",
                "timeout=3, max=100; 2000",
                "max=100,Timeout = 2; 1000",
                "timeout=1; 0",
                "timeout=0; 0",
                "timeout=999999999; 4000",
                "timeout=99999999999999999999; 4000",
                "timeout=-1; 4000",
                "max=5; 4000",
                "mytimeout=1; 4000",
            })
    void the_receivers_own_time_less_a_second_counts_if_it_is_shorter(String keepAlive, long millis) {
        assertEquals(millis, millis(HttpVersion.HTTP_1_1, 200, Map.of("content-length", "0", "keep-alive", keepAlive)));
    }

    private static long millis(HttpVersion version, int status, Map<String, String> headers) {
        HttpResponse answer = new DefaultHttpResponse(version, HttpResponseStatus.valueOf(status));
        headers.forEach((name, value) -> answer.headers().set(name, value));
        return KeepAlive.millis(answer);
    }
}
