package carillon.http;

import carillon.json.Rfc3339;
import carillon.json.TaskDecoder;
import carillon.message.TaskFilter;
import carillon.message.TaskFilter.Order;
import carillon.task.Outcome;
import carillon.task.TaskState;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query of a request, each parameter checked as it is asked for. */
final class Query {

    static final String WAITING = "waiting";

    private static final int TEXT_CHARS_MAX = 2_000;
    private static final int NAME_CHARS_TOLD = 60;
    private static final Set<TaskState> MAY_FIRE =
            EnumSet.of(TaskState.SCHEDULED, TaskState.RETRYING, TaskState.RUNNING);

    private final MultiMap parameters;

    private Query(MultiMap parameters) {
        this.parameters = parameters;
    }

    static Query of(RoutingContext request) {
        return new Query(request.queryParams());
    }

    /** Refuses parameters that would be passed over in silence. */
    void requireOnly(String... known) {
        for (String name : parameters.names()) {
            if (!List.of(known).contains(name)) {
                String others = known.length == 0 ? "there are none" : "known are " + String.join(", ", known);
                throw Refusal.of(400, "the query parameter '" + excerpt(name) + "' is not known here; " + others);
            }
        }
    }

    /** Half a pair of surrogates could not be written into an answer. */
    private static String excerpt(String name) {
        if (name.length() <= NAME_CHARS_TOLD) {
            return name;
        }
        boolean splitsPair = Character.isHighSurrogate(name.charAt(NAME_CHARS_TOLD - 1));
        return name.substring(0, splitsPair ? NAME_CHARS_TOLD - 1 : NAME_CHARS_TOLD) + "…";
    }

    /** What a list of tasks is to show; whoever asks for due instants gets them in order unless they say otherwise. */
    TaskFilter filter() {
        TaskState state = state();
        Long before = instant("dueBefore");
        Long after = instant("dueAfter");
        boolean waiting = flag(WAITING);
        boolean dueAsked = before != null || after != null || waiting || state == TaskState.RUNNING;
        Order order = order(dueAsked ? Order.DUE : Order.ID);
        if (state != null && !MAY_FIRE.contains(state) && (dueAsked || order == Order.DUE)) {
            throw Refusal.parameter(
                    "state",
                    "leaves nothing that fires: with dueBefore, dueAfter, waiting or order=due it must be scheduled,"
                            + " retrying or running");
        }
        return new TaskFilter(
                state, text("action", TEXT_CHARS_MAX), before, labels(), after, order, queue(), lastOutcome(), waiting);
    }

    /** Whether a parameter is there and true. */
    boolean flag(String name) {
        String text = one(name);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw Refusal.parameter(name, "must be true or false");
        }
        return "true".equals(text);
    }

    int limit() {
        String text = one("limit");
        if (text == null) {
            return HttpLimits.PAGE_DEFAULT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= HttpLimits.PAGE_MAX) {
                return limit;
            }
        } catch (NumberFormatException none) {
            throw badLimit();
        }
        throw badLimit();
    }

    @Nullable
    String cursor() {
        return text("cursor", HttpLimits.CURSOR_CHARS_MAX);
    }

    @Nullable
    Long instant(String name) {
        String text = one(name);
        Long millis = text == null ? null : Rfc3339.millis(text);
        if (text != null && millis == null) {
            throw Refusal.parameter(name, "must be an instant such as 2030-01-31T09:00:00Z (with + written as %2B)");
        }
        return millis;
    }

    private Order order(Order absent) {
        return switch (one("order")) {
            case null -> absent;
            case "id" -> Order.ID;
            case "due" -> Order.DUE;
            default -> throw Refusal.parameter("order", "must be id or due");
        };
    }

    /** The id of a node. */
    @Nullable
    String node() {
        return text("node", TEXT_CHARS_MAX);
    }

    private @Nullable String queue() {
        String name = one("queue");
        if (name != null && !TaskDecoder.isId(name)) {
            throw Refusal.parameter("queue", "must be " + TaskDecoder.ID_RULE);
        }
        return name;
    }

    private @Nullable TaskState state() {
        String text = one("state");
        if (text == null) {
            return null;
        }
        for (TaskState state : TaskState.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(text)) {
                return state;
            }
        }
        throw Refusal.parameter(
                "state",
                "must be scheduled, paused, running, retrying, succeeded, dead, cancelled, expired or finished");
    }

    private @Nullable Outcome lastOutcome() {
        String text = one("lastOutcome");
        if (text == null) {
            return null;
        }
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().toLowerCase(Locale.ROOT).equals(text)) {
                return outcome;
            }
        }
        throw Refusal.parameter("lastOutcome", "must be succeeded, dead, cancelled, skipped or expired");
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>();
        for (String label : parameters.getAll("label")) {
            int colon = label.indexOf(':');
            if (colon < 1 || isUnprintable(label)) {
                throw Refusal.parameter("label", "must be a name and a value with a colon between them");
            }
            if (labels.put(label.substring(0, colon), label.substring(colon + 1)) != null) {
                throw Refusal.parameter("label", "must not name a label twice");
            }
        }
        return labels;
    }

    private @Nullable String text(String name, int charsMax) {
        String text = one(name);
        if (text != null && (text.isEmpty() || text.length() > charsMax || isUnprintable(text))) {
            throw Refusal.parameter(name, "must have 1 to " + charsMax + " printable characters");
        }
        return text;
    }

    private @Nullable String one(String name) {
        List<String> all = parameters.getAll(name);
        if (all.size() > 1) {
            throw Refusal.parameter(name, "must not stand there twice");
        }
        return all.isEmpty() ? null : all.get(0);
    }

    private static boolean isUnprintable(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    private static Refusal badLimit() {
        return Refusal.parameter("limit", "must be a whole number from 1 to " + HttpLimits.PAGE_MAX);
    }
}
