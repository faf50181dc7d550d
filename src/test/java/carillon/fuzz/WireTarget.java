package carillon.fuzz;

import carillon.bus.Message;
import carillon.bus.WireCodec;
import carillon.bus.WireException;
import carillon.message.Protocols;
import io.vertx.core.buffer.Buffer;

/** Any bytes are a message or refused as none; a message is written as it was read. */
public final class WireTarget {

    private static final WireCodec CODEC = Protocols.codec();

    private WireTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Message message;
        try {
            message = CODEC.decodeFromWire(0, Buffer.buffer(input));
        } catch (WireException refused) {
            return;
        }
        Buffer written = Buffer.buffer();
        CODEC.encodeToWire(written, message);
        Message back = CODEC.decodeFromWire(0, written);
        if (!back.getClass().equals(message.getClass())) {
            throw new IllegalStateException(message + " was read back as " + back);
        }
    }
}
