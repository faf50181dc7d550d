package carillon.store;

import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the steps of the schema that were applied with those that this build knows. */
final class SchemaBook {

    private SchemaBook() {}

    /** What is wrong with the steps applied, given in order. */
    static Optional<Finding> finding(Iterable<Row> applied, List<Migration> known) {
        List<String> wrong = new ArrayList<>();
        int expected = 1;
        for (Row row : applied) {
            int version = row.getInteger("version");
            for (; expected < version; expected++) {
                wrong.add("step " + expected + " was never noted");
            }
            expected = version + 1;
            if (version > known.size()) {
                wrong.add("step " + version + ", " + row.getString("name") + ", is of a newer Carillon");
            } else if (!known.get(version - 1).checksum().equals(row.getString("checksum"))) {
                wrong.add("step " + version + ", " + row.getString("name") + ", was applied from another file");
            }
        }
        for (; expected <= known.size(); expected++) {
            wrong.add("step " + expected + ", " + known.get(expected - 1).name() + ", is not applied yet");
        }
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "the schema is not that of this build",
                        wrong.size(),
                        wrong,
                        "check with the build that runs the nodes; the start of a node applies what is missing"));
    }
}
