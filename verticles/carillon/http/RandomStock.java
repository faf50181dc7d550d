package carillon.http;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.random.RandomGenerator;

/**
 * Random numbers from a source that is asked for many at once, because a secure one takes hardly longer for a hundred
 * than for one. For use on one event loop.
 */
final class RandomStock implements RandomGenerator {

    private static final int BYTES = 1_024;

    private final RandomGenerator source;
    private final byte[] bytes = new byte[BYTES];
    private final LongBuffer left = ByteBuffer.wrap(bytes).asLongBuffer().limit(0);

    RandomStock(RandomGenerator source) {
        this.source = source;
    }

    @Override
    public long nextLong() {
        if (!left.hasRemaining()) {
            source.nextBytes(bytes);
            left.clear();
        }
        return left.get();
    }
}
