package carillon.cron;

/**
 * What becomes of fixed times when a zone's clock is changed, by however much: an hour, 30 minutes, a whole day. A rule
 * with {@code *}, a range or a step in second, minute or hour is not concerned: it fires whenever the wall shows a time
 * that matches, so in both passes of a repeated hour and never in a missing one.
 */
public record Dst(Gap gap, Overlap overlap) {
    /** Missing times are shifted, repeated ones fire once. */
    public static final Dst DEFAULT = new Dst(Gap.SHIFT, Overlap.FIRST);

    /** What becomes of a time that the clock jumps over. */
    public enum Gap {
        /** It fires as much later as the clock jumps: 02:30 becomes 03:30. */
        SHIFT,
        /** It does not fire. */
        SKIP
    }

    /** What becomes of a time that the clock shows twice. */
    public enum Overlap {
        /** It fires in the first pass only. */
        FIRST,
        /** It fires in both passes. */
        BOTH
    }
}
