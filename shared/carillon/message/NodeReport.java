package carillon.message;

import carillon.bus.Message;
import java.util.Map;

/**
 * A process, as it tells of itself.
 *
 * @param id the name of the node, by which its holders are known too
 * @param host the address on which others of the cluster reach it
 * @param version of Carillon
 * @param startedAt by its own clock
 * @param verticles how many instances of each are deployed
 */
public record NodeReport(
        String id, String host, long pid, String version, long startedAt, Map<String, Integer> verticles, Load load)
        implements Message {

    public NodeReport {
        verticles = Map.copyOf(verticles);
    }

    /**
     * How much it has to do.
     *
     * @param loopLagMicrosMax by how much an event loop was late at the worst, in the last minutes
     * @param attemptsInFlight attempts that it makes at this moment
     * @param occurrencesArmed occurrences that its timers have in memory
     */
    public record Load(long loopLagMicrosMax, long attemptsInFlight, long occurrencesArmed) {}
}
