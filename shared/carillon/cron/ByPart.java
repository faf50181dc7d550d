package carillon.cron;

/** The parts of a recurrence rule that name numbers, each with those that it takes. */
enum ByPart {
    BYMONTH(1, 12, false),
    BYWEEKNO(1, 53, true),
    BYYEARDAY(1, 366, true),
    BYMONTHDAY(1, 31, true),
    BYDAY(0, 53, true),
    BYHOUR(0, 23, false),
    BYMINUTE(0, 59, false),
    BYSECOND(0, 59, false),
    BYSETPOS(1, 366, true);

    private final int lowest;
    private final int highest;
    private final boolean isSigned;

    ByPart(int lowest, int highest, boolean isSigned) {
        this.lowest = lowest;
        this.highest = highest;
        this.isSigned = isSigned;
    }

    boolean takes(int number) {
        int size = isSigned ? Math.abs(number) : number;
        return size >= lowest && size <= highest;
    }

    /** The numbers in words. */
    String range() {
        String range = lowest + " to " + highest;
        return isSigned ? range + " or -" + lowest + " to -" + highest : range;
    }
}
