package carillon.store;

/** The database refuses a value, and will refuse it again; repeats no value. */
final class DataFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    DataFault(String sqlState) {
        super("the database refuses a value (SQLSTATE " + sqlState + ")", null, false, false);
    }
}
