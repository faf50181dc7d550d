package carillon.cluster;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The few elements of DER (ITU-T X.690) that a certificate is written with. */
final class Der {

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0c;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int EXPLICIT = 0xa0;

    private static final int SHORT_LENGTH_MAX = 0x7f;
    private static final int LENGTH_OF_TWO_BYTES = 0x82;

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return element(SEQUENCE, parts);
    }

    static byte[] set(byte[]... parts) {
        return element(SET, parts);
    }

    /** An optional part with a number. */
    static byte[] tagged(int number, byte[] part) {
        return element(EXPLICIT + number, part);
    }

    /** A number from 0 to 127. */
    static byte[] integer(int value) {
        return element(INTEGER, new byte[] {(byte) value});
    }

    static byte[] bits(byte[] bytes) {
        return element(BIT_STRING, new byte[] {0}, bytes);
    }

    /** An identifier in its encoded form. */
    static byte[] identifier(int... encoded) {
        byte[] bytes = new byte[encoded.length];
        for (int i = 0; i < encoded.length; i++) {
            bytes[i] = (byte) encoded[i];
        }
        return element(OBJECT_IDENTIFIER, bytes);
    }

    static byte[] text(String text) {
        return element(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A time such as {@code 20000101000000Z}. */
    static byte[] time(String time) {
        return element(GENERALIZED_TIME, time.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (content.size() <= SHORT_LENGTH_MAX) {
            element.write(content.size());
        } else {
            element.write(LENGTH_OF_TWO_BYTES);
            element.write(content.size() >> Byte.SIZE);
            element.write(content.size());
        }
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }
}
