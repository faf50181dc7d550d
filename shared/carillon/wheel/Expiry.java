package carillon.wheel;

/** What happens when a deadline has passed; called by {@link TimingWheel#poll} on the thread that polls. */
@FunctionalInterface
public interface Expiry {
    /**
     * Takes one timer whose deadline has passed.
     *
     * <p>Anything may be armed, disarmed and re-armed from here, the timer in hand included; only polling may not.
     * A timer armed or re-armed from here fires at the next poll at the earliest, even if its deadline has passed.
     * A timer disarmed or re-armed from here while in hand stays so, whatever is returned or thrown.
     *
     * @param handle the timer, still armed during this call
     * @param deadline its deadline, never later than the time polled with
     * @return true to consume the timer; false to refuse it, which ends the poll and leaves the timer at its place,
     *     to be offered again, first of its deadline, by the next poll
     * @throws RuntimeException to consume the timer and be heard of at the end of the poll
     */
    boolean expire(int handle, long deadline);
}
