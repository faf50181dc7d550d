package carillon.cron;

import java.util.BitSet;

/** The years that fire, out of 1 to 9999. */
final class YearSet {
    static final int FIRST = 1;
    static final int LAST = 9999;
    static final YearSet EVERY = every();

    private final BitSet years;

    YearSet(BitSet years) {
        this.years = (BitSet) years.clone();
    }

    /** The first year that fires, not before this one; -1 where there is none. */
    int ceiling(int year) {
        return years.nextSetBit(Math.max(FIRST, year));
    }

    boolean isSingle() {
        return years.cardinality() == 1;
    }

    private static YearSet every() {
        BitSet years = new BitSet(LAST + 1);
        years.set(FIRST, LAST + 1);
        return new YearSet(years);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof YearSet that && years.equals(that.years);
    }

    @Override
    public int hashCode() {
        return years.hashCode();
    }
}
