package carillon.cluster;

import com.hazelcast.nio.MemberSocketInterceptor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * How a connection between two members begins: each proves that it knows the secret of the cluster, and neither says
 * it. Whoever does not is hung up on before Hazelcast reads a byte of it.
 *
 * <pre>
 * who connects                              who accepts
 *     word, nonce c              --&gt;
 *                                &lt;--    nonce a, HMAC("accepts", c, a)
 *     HMAC("connects", c, a)     --&gt;
 * </pre>
 *
 * <p>The nonces keep a proof from being used twice, the words from being sent back to who made it. Runs on threads of
 * Hazelcast that may block.
 */
public final class Greeting implements MemberSocketInterceptor {

    private static final Logger LOG = System.getLogger(Greeting.class.getName());

    private static final byte[] WORD = "Carillon member 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final String ACCEPTS = "a member accepts";
    private static final String CONNECTS = "a member connects";
    private static final int SILENCE_MILLIS_MAX = 5_000;

    private final Counter refusals =
            Counter.builder("carillon.cluster.refusals").register(Metrics.globalRegistry);
    private final SecureRandom random = new SecureRandom();
    private final ClusterKey key;
    private volatile @Nullable String stranger;

    public Greeting(ClusterKey key) {
        this.key = key;
    }

    @Override
    public void init(Properties none) {
        // The key is all that it needs.
    }

    /** Address and port of a member that this one found where it was told to look, and that has another secret. */
    public Optional<String> stranger() {
        return Optional.ofNullable(stranger);
    }

    @Override
    public void onConnect(Socket socket) throws IOException {
        carryOut(this::connect, socket, "{0} was not joined: it does not prove that it knows cluster.secret ({1})");
    }

    private void connect(Socket socket) throws IOException {
        byte[] mine = nonce();
        send(socket, WORD, mine);
        byte[] theirs = receive(socket);
        byte[] proof = receive(socket);
        if (!MessageDigest.isEqual(proof, key.derive(ACCEPTS, mine, theirs))) {
            stranger = otherEndOf(socket);
            throw new IOException("it has another");
        }
        send(socket, key.derive(CONNECTS, mine, theirs));
    }

    @Override
    public void onAccept(Socket socket) throws IOException {
        try {
            carryOut(
                    this::accept,
                    socket,
                    "{0} was not let into the cluster: it does not prove that it knows cluster.secret ({1})");
        } catch (IOException refused) {
            refusals.increment();
            throw refused;
        }
    }

    private void accept(Socket socket) throws IOException {
        if (!MessageDigest.isEqual(receive(socket, WORD.length), WORD)) {
            throw new IOException("it does not greet");
        }
        byte[] theirs = receive(socket);
        byte[] mine = nonce();
        send(socket, mine, key.derive(ACCEPTS, theirs, mine));
        if (!MessageDigest.isEqual(receive(socket), key.derive(CONNECTS, theirs, mine))) {
            throw new IOException("its proof is wrong");
        }
    }

    /** Greets within a time; whoever is silent for longer fails. */
    private static void carryOut(Part part, Socket socket, String refusal) throws IOException {
        try {
            socket.setSoTimeout(SILENCE_MILLIS_MAX);
            part.of(socket);
            socket.setSoTimeout(0);
        } catch (IOException failure) {
            LOG.log(Level.WARNING, refusal, otherEndOf(socket), failure.getMessage());
            throw failure;
        }
    }

    private static String otherEndOf(Socket socket) {
        return socket.getInetAddress().getHostAddress() + ":" + socket.getPort();
    }

    private byte[] nonce() {
        byte[] nonce = new byte[ClusterKey.BYTES];
        random.nextBytes(nonce);
        return nonce;
    }

    /** All at once, so that they leave in one packet. */
    private static void send(Socket socket, byte[]... parts) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            message.write(part);
        }
        socket.getOutputStream().write(message.toByteArray());
    }

    /** A nonce or a proof. */
    private static byte[] receive(Socket socket) throws IOException {
        return receive(socket, ClusterKey.BYTES);
    }

    private static byte[] receive(Socket socket, int length) throws IOException {
        byte[] bytes = socket.getInputStream().readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("it hung up");
        }
        return bytes;
    }

    /** What one end does. */
    private interface Part {
        void of(Socket socket) throws IOException;
    }
}
