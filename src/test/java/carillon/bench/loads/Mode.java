package carillon.bench.loads;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A load, and what it showed. */
interface Mode {

    /** The options that there are, with their defaults. */
    Map<String, Integer> defaults();

    /** @param folder for the database and the logs */
    Figures run(Path folder, Options options) throws IOException, InterruptedException;
}
