package carillon.http;

import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Has answers leave together that an event loop makes one right after the other: those made while it reads from their
 * connection leave at the end of the read, all others after the tasks that already waited for the loop. A commit
 * answers many requests, and whoever reads the first of them would fall asleep before the next one comes: each then
 * pays for waking it up.
 */
final class Bursts {

    /** An answer of many lines goes on its way after so many of them, whatever follows in the same turn. */
    private static final int FLUSHES_MAX = 256;

    private Bursts() {}

    /** To be called for each connection of a server as it opens. */
    static void gather(HttpConnection connection) {
        // Vert.x 5.0 shows the channel of a server's connection by no other way.
        ((HttpServerConnection) connection)
                .channelHandlerContext()
                .pipeline()
                .addFirst(new FlushConsolidationHandler(FLUSHES_MAX, true));
    }
}
