package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import carillon.task.Payload;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookRequestTest {

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH"})
    void an_empty_body_says_that_it_is_empty(String method) {
        assertEquals("0", length(method, Payload.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE"})
    void where_no_body_is_expected_none_is_told_of(String method) {
        assertNull(length(method, Payload.NONE));
    }

    @Test
    void no_header_can_bring_a_line_of_its_own() {
        assertThrows(
                IllegalArgumentException.class,
                () -> WebhookRequest.of("POST", url(), Map.of("x-a", "1\r\nx-b: 2"), Payload.NONE));
    }

    private static @Nullable String length(String method, Payload payload) {
        return WebhookRequest.of(method, url(), Map.of(), payload).headers().get(HttpHeaderNames.CONTENT_LENGTH);
    }

    private static WebhookUrl url() {
        return WebhookUrl.parse("http://127.0.0.1/x");
    }
}
