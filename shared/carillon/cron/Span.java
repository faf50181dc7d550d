package carillon.cron;

/**
 * The numbers of a field: {@code lowest} to {@code highest} may be written, {@code first} to {@code last} is what
 * {@code *} stands for. They differ only for the day of week, where 0 and 7 can both be Sunday.
 */
record Span(int lowest, int highest, int first, int last) {

    static Span of(int first, int last) {
        return new Span(first, last, first, last);
    }

    boolean contains(int value) {
        return value >= lowest && value <= highest;
    }

    int size() {
        return last - first + 1;
    }

    /** Whether two numbers name the same day, as 0 and 7 do. */
    boolean hasAlias() {
        return highest - lowest >= size();
    }

    @Override
    public String toString() {
        return lowest + "-" + highest;
    }
}
