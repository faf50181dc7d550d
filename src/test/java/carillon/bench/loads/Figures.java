package carillon.bench.loads;

import io.vertx.core.json.JsonObject;

/**
 * What a load showed.
 *
 * @param text lines for people
 * @param json the same, and more, for programs
 * @param right whether no promise was broken: nothing lost, nothing early
 */
record Figures(String text, JsonObject json, boolean right) {}
