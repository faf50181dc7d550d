package bench;

import io.vertx.core.json.JsonObject;

/** A run of which nothing came, and why. */
record Failure(String work, String peer, int round, String error) {
    static Failure of(Run run, Exception error) {
        return new Failure(run.step().title(), run.contender().name(), run.round(), String.valueOf(error.getMessage()));
    }

    static Failure of(JsonObject json) {
        return new Failure(
                json.getString("work"), json.getString("peer"), json.getInteger("round"), json.getString("error"));
    }

    JsonObject json() {
        return new JsonObject()
                .put("work", work)
                .put("peer", peer)
                .put("round", round)
                .put("error", error);
    }

    String line() {
        return "round %d, %s: %s: %s".formatted(round, work, peer, error);
    }
}
