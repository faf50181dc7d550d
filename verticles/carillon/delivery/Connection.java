package carillon.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.internal.net.NetSocketInternal;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a receiver, which carries one request after the other, by HTTP/1.1, each of them once the one before
 * it is answered.
 *
 * <p>For use on its own event loop.
 */
final class Connection {

    private static final Set<HttpVersion> SPOKEN = Set.of(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1);

    private final Endpoint endpoint;
    private final NetSocketInternal socket;
    private final Consumer<Connection> onceClosed;

    private boolean open = true;
    private long keepMillis = KeepAlive.MILLIS_MAX;
    private @Nullable Reply reply;
    private boolean isSent;
    /** What is being read is not the answer, but a word that it will come. */
    private boolean isInterim;
    /** All of the answer is there; {@link #reply} hears so once what was read with it is known. */
    private boolean isAnswered;

    private Connection(Endpoint endpoint, NetSocketInternal socket, Consumer<Connection> onceClosed) {
        this.endpoint = endpoint;
        this.socket = socket;
        this.onceClosed = onceClosed;
    }

    /** Takes a socket over on which nothing was sent yet. */
    static Connection over(NetSocketInternal socket, Endpoint endpoint, Consumer<Connection> onceClosed) {
        Connection connection = new Connection(endpoint, socket, onceClosed);
        ChannelPipeline pipeline = socket.channelHandlerContext().pipeline();
        pipeline.addBefore("handler", "requests", new HttpRequestEncoder());
        pipeline.addBefore("handler", "answers", connection.new AnswerDecoder());
        socket.messageHandler(connection::take)
                .readCompletionHandler(complete -> connection.endIfAnswered())
                .exceptionHandler(connection::fail)
                .closeHandler(closed -> connection.fail(new ClosedChannelException()));
        return connection;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** For how long it may lie idle and be used again; zero if not at all. */
    long keepMillis() {
        // A channel is closed a moment before it says so.
        return open && reply == null && socket.channelHandlerContext().channel().isActive() ? keepMillis : 0;
    }

    /** Sends a request; the one before must have been answered. */
    void send(HttpRequest request, Reply to) {
        reply = to;
        isSent = false;
        socket.writeMessage(request).onComplete(done -> sent(to), failure -> {
            if (to.equals(reply)) {
                fail(failure);
            }
        });
    }

    /** Closes it at once, as {@link #drop}, and tells why whom it carried something for, unless that was answered. */
    void fail(Throwable cause) {
        keepMillis = 0;
        endIfAnswered();
        Reply to = reply;
        drop();
        if (to != null) {
            to.failed(cause);
        }
    }

    /** Closes it at once, whatever it carries. */
    void drop() {
        reply = null;
        isAnswered = false;
        close();
    }

    private void sent(Reply to) {
        if (to.equals(reply)) {
            isSent = true;
            to.left();
        }
    }

    private boolean awaitsAnswer() {
        return reply != null && !isAnswered;
    }

    /** Hears of bytes that answer no request. */
    private void surplus() {
        keepMillis = 0;
        if (reply == null) {
            drop();
        }
    }

    private void take(Object message) {
        try {
            if (reply == null || isAnswered) {
                surplus();
            } else if (message instanceof HttpObject part) {
                take(part, reply);
            } else {
                fail(new IllegalStateException("it speaks something else than HTTP"));
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(HttpObject part, Reply to) {
        Throwable fault = part.decoderResult().cause();
        if (fault != null) {
            fail(fault);
            return;
        }
        if (part instanceof HttpResponse head) {
            begin(head, to);
        }
        if (part instanceof HttpContent content
                && !isInterim
                && to.equals(reply)
                && content.content().isReadable()) {
            to.read(content.content());
        }
        if (part instanceof LastHttpContent && to.equals(reply)) {
            isAnswered = !isInterim;
            isInterim = false;
        }
    }

    private void begin(HttpResponse head, Reply to) {
        if (!SPOKEN.contains(head.protocolVersion())) {
            fail(new IllegalStateException("it speaks " + head.protocolVersion()));
            return;
        }
        isInterim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL
                && !head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
        if (!isInterim) {
            keepMillis = KeepAlive.millis(head);
            to.began(head);
        }
    }

    /** To be called when all that was there is read: only then is it known whether the next request may be sent. */
    private void endIfAnswered() {
        Reply to = reply;
        if (to != null && isAnswered) {
            reply = null;
            isAnswered = false;
            // Otherwise the rest of the request would stand in front of the next one.
            keepMillis = isSent ? keepMillis : 0;
            to.ended();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for its end
    private void close() {
        if (open) {
            open = false;
            onceClosed.accept(this);
            // The channel's own close: that of the socket waits until everything has left, and a receiver may not read.
            socket.channelHandlerContext().close();
        }
    }

    /** Takes answers apart, and keeps nothing that could become the beginning of the next one. */
    private final class AnswerDecoder extends HttpResponseDecoder {

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> parts) throws Exception {
            // What one call finds is taken before the next one.
            if (awaitsAnswer()) {
                super.decode(context, bytes, parts);
            } else if (bytes.isReadable()) {
                bytes.skipBytes(bytes.readableBytes());
                surplus();
            }
        }
    }
}
