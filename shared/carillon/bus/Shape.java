package carillon.bus;

import io.vertx.core.buffer.Buffer;

/** How values of one type stand on the wire. Stateless; safe for use from any thread. */
interface Shape {

    void write(Buffer out, Object value);

    /** Reads a value, or throws a {@link WireException} if the bytes are not of this shape. */
    Object read(WireReader in);
}
