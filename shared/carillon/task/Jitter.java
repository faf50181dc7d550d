package carillon.task;

/**
 * A delay that looks like chance and is always the same for the same task and instant, so that whoever computes it,
 * before or after a take-over, comes to the same due instant.
 */
final class Jitter {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Jitter() {}

    /**
     * The delay of one occurrence: FNV-1a over the id, and the finalizer of MurmurHash3 over both.
     *
     * @param spanMillis above every delay
     * @return milliseconds, at least 0 and below the span, or 0 if that is not positive
     */
    static long millis(String id, long nominal, long spanMillis) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * FNV_PRIME;
        }
        double share = (mix(hash ^ mix(nominal)) >>> 11) * 0x1.0p-53;
        return spanMillis <= 0 ? 0 : (long) (share * spanMillis);
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
