package carillon.store;

/** The database refuses a value, and will refuse it again; repeats no value. */
final class DataFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final String UNIQUE_VIOLATION = "23505";

    private final boolean taken;

    DataFault(String sqlState) {
        super("the database refuses a value (SQLSTATE " + sqlState + ")", null, false, false);
        taken = UNIQUE_VIOLATION.equals(sqlState);
    }

    /** Whether another row of that name is there already. */
    boolean isTaken() {
        return taken;
    }
}
