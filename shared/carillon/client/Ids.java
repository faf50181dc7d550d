package carillon.client;

import java.util.UUID;

/** Makes ids of tasks. */
final class Ids {

    private static final int MILLIS_SHIFT = 16;
    private static final long VERSION_7 = 0x7000;
    private static final long RANDOM_BITS = 0x0fff;

    private Ids() {}

    /** A UUID of version 7, RFC 9562: milliseconds since 1970, then chance. */
    static String next() {
        UUID random = UUID.randomUUID();
        long high =
                Time.SYSTEM.epochMillis() << MILLIS_SHIFT | VERSION_7 | random.getMostSignificantBits() & RANDOM_BITS;
        return new UUID(high, random.getLeastSignificantBits()).toString();
    }
}
