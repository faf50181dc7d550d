package carillon.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries every message of a set of protocols over the wire: a version, the record's name, the record. Between
 * verticles of one JVM the message itself is passed.
 *
 * <p>Safe for use from any thread.
 */
public final class WireCodec implements MessageCodec<Message, Message> {

    static final String NAME = "carillon";
    /** Raised when values are written in another way. What a message says may change without, as the package tells. */
    static final byte VERSION = 2;

    private static final int PRACTICES = 20;

    private final Collection<Class<? extends Message>> types;
    private final Shapes shapes;
    private volatile @Nullable SealedShape derived;

    private WireCodec(Collection<Class<? extends Message>> types, Shapes shapes) {
        this.types = types;
        this.shapes = shapes;
    }

    /** A codec for records and sealed interfaces of records. */
    public static WireCodec of(Collection<Class<? extends Message>> types) {
        return new Builder().build(types);
    }

    /**
     * Derives how each record is written, now and not with the first message that leaves the JVM: it takes a third of a
     * second, and a node alone never needs it.
     *
     * @throws IllegalArgumentException if a type among them cannot travel
     */
    public void prepare() {
        shape();
    }

    /**
     * Writes and reads a message until the JVM has made what it makes for that, and compiled some of it: the first
     * hundreds of records take many times as long as those after them.
     */
    public void practise(Message message) {
        for (int i = 0; i < PRACTICES; i++) {
            Buffer written = Buffer.buffer();
            encodeToWire(written, message);
            decodeFromWire(0, written);
        }
    }

    /** Whether values of the type are its to carry. */
    public boolean covers(Class<?> type) {
        return shape().covers(type);
    }

    @Override
    public void encodeToWire(Buffer out, Message message) {
        out.appendByte(VERSION);
        shape().write(out, message);
    }

    /** @throws WireException if the bytes are no message of this version */
    @Override
    public Message decodeFromWire(int position, Buffer in) {
        WireReader reader = new WireReader(in, position);
        byte version = reader.readByte();
        if (version != VERSION) {
            throw new WireException("it speaks version " + version + " of the protocol, and this node " + VERSION);
        }
        Message message = (Message) shape().read(reader);
        reader.requireEnd();
        return message;
    }

    @Override
    public Message transform(Message message) {
        return message;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }

    private SealedShape shape() {
        SealedShape known = derived;
        return known == null ? derive() : known;
    }

    private synchronized SealedShape derive() {
        SealedShape known = derived;
        if (known == null) {
            known = new SealedShape(types, shapes);
            derived = known;
        }
        return known;
    }

    /** Builds a codec that also knows types which are no records. */
    public static final class Builder {

        private final Shapes shapes = new Shapes();

        /** Adds a type by its bytes. */
        public <T> Builder with(Class<T> type, Function<T, byte[]> toBytes, Function<byte[], T> fromBytes) {
            shapes.add(type, toBytes, fromBytes);
            return this;
        }

        /** A codec for records and sealed interfaces of records. */
        public WireCodec build(Collection<Class<? extends Message>> types) {
            return new WireCodec(List.copyOf(types), shapes);
        }
    }
}
