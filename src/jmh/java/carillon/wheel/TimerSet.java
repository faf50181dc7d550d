package carillon.wheel;

/** Timers in memory as one implementation keeps them, each in a slot of the benchmark; for one thread. */
interface TimerSet extends AutoCloseable {

    /** An empty set by its name in the benchmarks, with so many slots. */
    static TimerSet of(String name, int slots) {
        return switch (name) {
            case "carillon" -> new CarillonSet(slots);
            case "agrona-1k" -> new AgronaSet(slots, 1_024);
            case "agrona-16k" -> new AgronaSet(slots, 16_384);
            case "kafka" -> new KafkaSet(slots);
            case "netty" -> new NettySet(slots);
            case "jdk" -> new JdkSet(slots);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Arms a timer that is due so many milliseconds after the set was made, and keeps it in a slot. */
    void arm(int slot, long millis);

    /** Disarms the timer of a slot, which must be armed. */
    void disarm(int slot);

    /** Fires what is due at the next millisecond; how many those were. Only where time is what the caller says. */
    default int fire(long millis) {
        throw new UnsupportedOperationException("its time is the clock's");
    }

    /** The bytes that a slot takes, which are the benchmark's. */
    int slotBytes();

    @Override
    default void close() {}
}
