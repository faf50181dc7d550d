package carillon.command;

import carillon.client.CarillonException;
import carillon.client.Fault;
import carillon.client.Problem;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what became of what was read, or would, and why what was refused was. */
final class Telling {

    static final String CREATED = "created";
    static final String UPDATED = "updated";
    static final String UNCHANGED = "unchanged";

    /** Without a token that is known, and with one whose role may not change anything. */
    private static final Set<Integer> LETS_NOBODY_IN = Set.of(401, 403);

    private static final Pattern INDEX = Pattern.compile("/tasks/(\\d+)(.*)");

    private final boolean isDryRun;
    private final PrintStream out;
    private final PrintStream complaints;

    /**
     * Begins.
     *
     * @param isDryRun whether what is told to have been done would be done only
     */
    Telling(boolean isDryRun, PrintStream out, PrintStream complaints) {
        this.isDryRun = isDryRun;
        this.out = out;
        this.complaints = complaints;
    }

    void done(String what, String name, String rest) {
        out.printf("%-10s %s%s%n", isDryRun && !what.equals(UNCHANGED) ? "(" + what + ")" : what, name, rest);
    }

    void refused(String place, String reason) {
        complaints.println(place + ": not imported: " + reason);
    }

    /**
     * Tells what a node refused by the lines that it came from.
     *
     * @param places of what was sent in one call
     * @throws CarillonException again if the node would refuse all that comes
     */
    void refused(List<String> places, CarillonException refused) {
        if (LETS_NOBODY_IN.contains(refused.status())) {
            throw refused;
        }
        Problem problem = refused.problem();
        String place = places.size() == 1 ? places.get(0) + ": " : "";
        for (Fault fault : problem.errors()) {
            Matcher index = INDEX.matcher(fault.pointer());
            if (index.matches() && Integer.parseInt(index.group(1)) < places.size()) {
                refused(places.get(Integer.parseInt(index.group(1))), index.group(2) + " " + fault.detail());
            } else {
                complaints.println(place + "not imported: " + fault);
            }
        }
        if (problem.errors().isEmpty()) {
            complaints.println(place + "not imported: " + problem.detail());
        }
    }
}
