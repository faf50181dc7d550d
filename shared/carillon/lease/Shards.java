package carillon.lease;

/** How tasks are spread over shards. */
public final class Shards {

    public static final int COUNT_DEFAULT = 64;

    private Shards() {}

    /**
     * The shard of a key, the same on every node and in every version: the 32-bit FNV-1a hash of its characters, mixed
     * by the finalizer of MurmurHash3, modulo the count.
     *
     * @param key a task's id
     * @param count how many shards the database was created with, at least 1
     */
    public static int of(String key, int count) {
        int hash = 0x811C9DC5;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x01000193;
        }
        return Integer.remainderUnsigned(mix(hash), count);
    }

    /** Spreads the bits of a hash. */
    static int mix(int hash) {
        int h = hash;
        h = (h ^ h >>> 16) * 0x85EBCA6B;
        h = (h ^ h >>> 13) * 0xC2B2AE35;
        return h ^ h >>> 16;
    }
}
