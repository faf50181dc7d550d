package carillon.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponse;

/**
 * Hears what becomes of a request, on the event loop of its connection; nothing more after the end of the answer, after
 * a failure, and once the connection was dropped.
 */
interface Reply {

    /** All of the request has left. The answer may begin before. */
    void left();

    void began(HttpResponse head);

    /** Takes a part of the body, which is not to be kept. */
    void read(ByteBuf part);

    /** The answer is complete, and so is what was read with it: the connection has nothing more to do with it. */
    void ended();

    /** No answer will come, or no more of it; the connection is closed. */
    void failed(Throwable cause);
}
