package carillon.store;

/**
 * The index of the tasks that have a label, by its value and their id.
 *
 * <p>It is over the text of the definition, so that whoever writes a task keeps it, whatever that node's settings say.
 * Reading a text as JSON takes microseconds: texts without the name are left out by a plain search first.
 *
 * <p>Label names have no character that would have to be quoted.
 */
final class LabelIndex {

    private static final String VALUE = "(%sdefinition::json #>> '{labels,\"%s\"}')";
    private static final String NAMED = "strpos(%sdefinition, '\"%s\":\"') > 0";

    private LabelIndex() {}

    static String name(int number) {
        return "task_label_" + number;
    }

    /** Tasks behind the id $1 whose label has the value $3, in the order of their ids, $2 at most. */
    static String scan(String key) {
        return "SELECT t.id FROM task t WHERE " + VALUE.formatted("t.", key) + " = $3 AND " + NAMED.formatted("t.", key)
                + " AND t.id > $1 ORDER BY t.id LIMIT $2";
    }

    /** The index of the whole table; it is of use once every partition has its part. */
    static String create(int number, String key) {
        return "CREATE INDEX IF NOT EXISTS " + name(number) + " ON ONLY task " + columns(key);
    }

    /** The part of one partition, made while others write. One that was left half made goes first. */
    static String createPart(int number, String key, String partition) {
        return "CREATE INDEX CONCURRENTLY " + part(number, partition) + " ON " + partition + " " + columns(key);
    }

    static String dropPart(int number, String partition) {
        return "DROP INDEX IF EXISTS " + part(number, partition);
    }

    static String attachPart(int number, String partition) {
        return "ALTER INDEX " + name(number) + " ATTACH PARTITION " + part(number, partition);
    }

    private static String part(int number, String partition) {
        return partition + "_label_" + number;
    }

    private static String columns(String key) {
        return "(" + VALUE.formatted("", key) + ", id) WHERE " + NAMED.formatted("", key);
    }
}
