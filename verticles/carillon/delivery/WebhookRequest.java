package carillon.delivery;

import carillon.task.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;
import java.util.Set;

/** A webhook as it is sent. */
final class WebhookRequest {

    /** Servers may ask for a length where the method has a body, and take one for a mistake where it has none. */
    private static final Set<String> BODILESS = Set.of("GET", "DELETE");

    private WebhookRequest() {}

    /** @throws IllegalArgumentException if a header is none that HTTP allows */
    static FullHttpRequest of(String method, WebhookUrl url, Map<String, String> headers, Payload payload) {
        ByteBuf body = payload.isNone() ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(payload.bytes());
        FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), url.pathAndQuery(), body);
        HttpHeaders all = request.headers();
        headers.forEach(all::set);
        all.set(HttpHeaderNames.HOST, url.authority());
        if (!payload.isNone() || !BODILESS.contains(method)) {
            all.set(HttpHeaderNames.CONTENT_LENGTH, payload.length());
        }
        return request;
    }
}
