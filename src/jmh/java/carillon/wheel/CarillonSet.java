package carillon.wheel;

/** {@link TimingWheel}, with a tick of a millisecond. */
final class CarillonSet implements TimerSet {

    private static final Expiry CONSUMED = (handle, deadline) -> true;

    private final int[] handles;
    private final TimingWheel wheel;

    CarillonSet(int slots) {
        handles = new int[slots];
        wheel = new TimingWheel(0, slots);
    }

    @Override
    public void arm(int slot, long millis) {
        handles[slot] = wheel.arm(millis);
    }

    @Override
    public void disarm(int slot) {
        wheel.disarm(handles[slot]);
    }

    @Override
    public int fire(long millis) {
        int fired = 0;
        while (wheel.nextDeadline() <= millis) {
            fired += wheel.poll(millis, Integer.MAX_VALUE, CONSUMED);
        }
        return fired;
    }

    @Override
    public int slotBytes() {
        return Integer.BYTES;
    }
}
