package carillon.delivery;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** For how long the connection that an answer came on may lie idle and be used again. */
final class KeepAlive {

    /** Less than common servers keep an idle connection, so that a request seldom meets one that is closing. */
    static final long MILLIS_MAX = 4_000;

    /** How much earlier than the receiver's own time is over. */
    private static final long MARGIN_MILLIS = 1_000;

    private static final Pattern TIMEOUT =
            Pattern.compile("(?:^|[,\\s])timeout\\s*=\\s*\"?(\\d{1,9})(?!\\d)", Pattern.CASE_INSENSITIVE);

    private KeepAlive() {}

    /** Zero if it must not be used again. */
    static long millis(HttpResponse answer) {
        boolean changesProtocol = answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
        if (changesProtocol || !HttpUtil.isKeepAlive(answer) || !tellsItsEnd(answer)) {
            return 0;
        }
        String parameters = answer.headers().get("keep-alive");
        Matcher timeout = parameters == null ? null : TIMEOUT.matcher(parameters);
        return timeout == null || !timeout.find()
                ? MILLIS_MAX
                : Math.clamp(
                        TimeUnit.SECONDS.toMillis(Long.parseLong(timeout.group(1))) - MARGIN_MILLIS, 0, MILLIS_MAX);
    }

    /** Otherwise the answer ends with the connection. */
    private static boolean tellsItsEnd(HttpResponse answer) {
        HttpHeaders headers = answer.headers();
        int status = answer.status().code();
        return headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                || HttpUtil.isTransferEncodingChunked(answer)
                || status == HttpResponseStatus.NO_CONTENT.code()
                || status == HttpResponseStatus.NOT_MODIFIED.code();
    }
}
