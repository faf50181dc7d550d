package carillon.store;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.Connection;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.util.concurrent.TimeUnit;

/**
 * The socket below a connection, where the client sets no limit: it waits for ever for a server that takes a connection
 * and does not speak, and does not even close one without the server's consent. For use on the connection's event loop.
 */
final class Socket {

    private Socket() {}

    /** Closes a connection to a server that says nothing for so long. */
    static NetSocket limited(NetSocket socket, long silenceMillis) {
        handlers((NetSocketInternal) socket).addFirst(new ReadTimeoutHandler(silenceMillis, TimeUnit.MILLISECONDS));
        return socket;
    }

    /** Takes a new connection into its pool without that limit: the server has spoken, and who rests is silent. */
    static void welcome(SqlConnection connection) {
        handlers(connection).remove(ReadTimeoutHandler.class);
        connection.close().onFailure(gone -> {});
    }

    /** Ends a connection at once, with whatever waits for an answer on it. */
    static void cut(SqlConnection connection) {
        // Closed from its first handler on, outwards, it passes by the client's, which would say farewell and wait.
        handlers(connection).firstContext().close().addListener(closed -> {});
    }

    private static ChannelPipeline handlers(SqlConnection connection) {
        Connection pooled = ((SqlConnectionInternal) connection).unwrap();
        return handlers(((SocketConnectionBase) pooled.unwrap()).socket());
    }

    private static ChannelPipeline handlers(NetSocketInternal socket) {
        return socket.channelHandlerContext().pipeline();
    }
}
