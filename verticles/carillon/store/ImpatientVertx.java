package carillon.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * A Vert.x whose connections have limits, for the client of PostgreSQL, which (5.0.7) drops the socket options that it
 * is given and has no limit for the start of a connection.
 */
final class ImpatientVertx extends VertxWrapper {

    private static final int CONNECT_MILLIS_MAX = 3_000;
    /** A server that said nothing for so many times what a request may wait will not say anything any more. */
    private static final int SILENCE_FACTOR = 2;

    private final NetClientOptions options;
    private final long silenceMillis;

    /** @param answerMillis after which a request that was not answered is given up */
    ImpatientVertx(Vertx vertx, long answerMillis) {
        super((VertxInternal) vertx);
        silenceMillis = SILENCE_FACTOR * answerMillis;
        options = new NetClientOptions().setTcpKeepAlive(true).setConnectTimeout(CONNECT_MILLIS_MAX);
        options.setTcpUserTimeout((int) answerMillis);
    }

    /** After so long a connection of which nothing was heard is lost. */
    long silenceMillis() {
        return silenceMillis;
    }

    @Override
    public NetClient createNetClient(NetClientOptions ignored) {
        return new Client(super.createNetClient(options), silenceMillis);
    }

    private record Client(NetClient client, long silenceMillis) implements NetClient {

        @Override
        public Future<NetSocket> connect(int port, String host) {
            return limited(client.connect(port, host));
        }

        @Override
        public Future<NetSocket> connect(int port, String host, String serverName) {
            return limited(client.connect(port, host, serverName));
        }

        @Override
        public Future<NetSocket> connect(SocketAddress server) {
            return limited(client.connect(server));
        }

        @Override
        public Future<NetSocket> connect(SocketAddress server, String serverName) {
            return limited(client.connect(server, serverName));
        }

        @Override
        public Future<NetSocket> connect(ConnectOptions server) {
            return limited(client.connect(server));
        }

        @Override
        public Future<Void> shutdown(long timeout, TimeUnit unit) {
            return client.shutdown(timeout, unit);
        }

        @Override
        public Future<Boolean> updateSSLOptions(ClientSSLOptions ssl, boolean force) {
            return client.updateSSLOptions(ssl, force);
        }

        @Override
        public boolean isMetricsEnabled() {
            return client.isMetricsEnabled();
        }

        private Future<NetSocket> limited(Future<NetSocket> connecting) {
            return connecting.map(socket -> Socket.limited(socket, silenceMillis));
        }
    }
}
