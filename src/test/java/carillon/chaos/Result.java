package carillon.chaos;

import io.vertx.core.json.JsonObject;

/**
 * A run that was made: one line of the file of results.
 *
 * @param version of Carillon's code, as {@link CodeVersion} tells
 * @param faults what was done, in words
 */
record Result(String version, long seed, int nodes, int run, Kind kind, String faults, Outcome outcome) {

    boolean isBroken() {
        return !outcome.findings().isEmpty();
    }

    /** Whether this is a run of what is asked for. */
    boolean isOf(String version, ChaosOptions options) {
        return this.version.equals(version) && seed == options.seed() && nodes == options.nodes();
    }

    String toLine() {
        return new JsonObject()
                .put("version", version)
                .put("seed", seed)
                .put("nodes", nodes)
                .put("run", run)
                .put("kind", kind.name())
                .put("faults", faults)
                .mergeIn(outcome.toJson())
                .encode();
    }

    static Result of(String line) {
        JsonObject json = new JsonObject(line);
        return new Result(
                json.getString("version"),
                json.getLong("seed"),
                json.getInteger("nodes"),
                json.getInteger("run"),
                Kind.valueOf(json.getString("kind")),
                json.getString("faults"),
                Outcome.of(json));
    }
}
