package carillon.task;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes a user attached to a task: one JSON value, kept as received. Immutable. */
public final class Payload {

    /** No payload at all, which is not the same as the JSON value {@code null}. */
    public static final Payload NONE = new Payload(new byte[0]);

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array over without a copy: the caller must not change it afterwards. */
    public static Payload of(byte[] bytes) {
        return bytes.length == 0 ? NONE : new Payload(bytes);
    }

    public static Payload of(String json) {
        return of(json.getBytes(StandardCharsets.UTF_8));
    }

    public boolean isNone() {
        return bytes.length == 0;
    }

    public int length() {
        return bytes.length;
    }

    /** The bytes themselves, for reading only. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The length only: payloads stay out of logs. */
    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
