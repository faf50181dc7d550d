package carillon.task;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Identifiers that sort by the time they were made: UUID version 7 of RFC 9562, section 5.7. */
public final class Uuid7 {

    private Uuid7() {}

    /**
     * Makes an identifier.
     *
     * @param epochMillis the time of making
     * @param random the source of its 74 random bits
     */
    public static UUID of(long epochMillis, RandomGenerator random) {
        long high = epochMillis << 16 | 0x7000L | random.nextLong() & 0xFFFL;
        long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
