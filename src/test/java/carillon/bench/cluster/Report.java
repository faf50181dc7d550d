package carillon.bench.cluster;

import io.vertx.core.json.JsonObject;

/**
 * What a run showed.
 *
 * @param right whether no promise was broken; figures that are only worse than hoped for break none
 */
record Report(String text, JsonObject json, boolean right) {}
