package carillon.json;

import carillon.task.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the secrets of a webhook out of what is shown: the values of headers and of parameters of its URL whose names
 * sound like one are shown as {@value #MARK}. Sent back, the mark stands for the value that is kept, so that a task can
 * be read, changed and written again by who does not know its secrets.
 */
public final class Redaction {

    /** What is shown in place of a secret. */
    public static final String MARK = "***";

    private static final String HEADERS = "/action/http/headers/";
    private static final String URL = "/action/http/url";
    /** Shorter ones would tear holes into any text. */
    private static final int SCRUBBED_CHARS_MIN = 4;

    private Redaction() {}

    /** What became of an action with marks in it. */
    public sealed interface Filled {}

    /** The action with the values that the marks stood for. */
    public record Whole(Action action) implements Filled {}

    /** Marks that stand for nothing. */
    public record Unknown(List<Violation> violations) implements Filled {
        public Unknown {
            violations = List.copyOf(violations);
        }
    }

    /** Whether what goes by a name, of a header or a parameter, is taken for a secret. */
    public static boolean isSecret(String name) {
        return SecretNames.isSecret(name);
    }

    /** A URL as it is shown. */
    public static String shown(String url) {
        return SecretParameters.map(url, (name, value) -> MARK);
    }

    /** An action as it is shown. */
    public static Action shown(Action action) {
        return action instanceof Action.Webhook webhook
                ? new Action.Webhook(shown(webhook.url()), webhook.method(), shownHeaders(webhook.headers()))
                : action;
    }

    /** Whether a mark stands in the place of a secret. */
    public static boolean isMarked(Action action) {
        return action instanceof Action.Webhook webhook && secrets(webhook).contains(MARK);
    }

    /**
     * Puts the values that are kept in the place of the marks.
     *
     * @param kept the action that the marks were read from. It must go to the same host: else whoever may change a task
     *     could have its secrets sent to himself
     */
    public static Filled filled(Action.Webhook marked, Action kept) {
        Action.Webhook source =
                kept instanceof Action.Webhook webhook && origin(webhook).equals(origin(marked))
                        ? webhook
                        : new Action.Webhook(marked.url(), marked.method(), Map.of());
        List<Violation> unknown = new ArrayList<>();
        Map<String, String> headers = new HashMap<>(marked.headers());
        headers.replaceAll((name, value) -> {
            boolean isMark = SecretNames.isSecret(name) && value.equals(MARK);
            String known = isMark ? source.headers().getOrDefault(name, MARK) : value;
            if (isMark && known.equals(MARK)) {
                unknown.add(nothingKept(HEADERS + name.replace("~", "~0")));
            }
            return known;
        });
        String url = filledUrl(marked.url(), SecretParameters.of(source.url()));
        if (parameters(url).contains(MARK)) {
            unknown.add(nothingKept(URL));
        }
        return unknown.isEmpty() ? new Whole(new Action.Webhook(url, marked.method(), headers)) : new Unknown(unknown);
    }

    /** What is wrong with marks where nothing is kept yet. */
    public static List<Violation> violations(Action.Webhook marked) {
        return filled(marked, new Action.Handler("none")) instanceof Unknown unknown ? unknown.violations() : List.of();
    }

    /** A text of unknown origin, such as what a receiver answered, without the secrets of a webhook. */
    public static String scrubbed(String text, Action.Webhook webhook) {
        String scrubbed = text;
        for (String secret : secrets(webhook)) {
            // A scheme such as Bearer stands before the secret itself, which may come back alone.
            String bare = secret.substring(secret.lastIndexOf(' ') + 1);
            for (String part : List.of(secret, bare)) {
                scrubbed = part.length() < SCRUBBED_CHARS_MIN ? scrubbed : scrubbed.replace(part, MARK);
            }
        }
        return scrubbed;
    }

    /** Of several parameters with one name each has the value that was kept in its place. */
    private static String filledUrl(String marked, Map<String, List<String>> kept) {
        Map<String, Integer> places = new HashMap<>();
        return SecretParameters.map(marked, (name, value) -> {
            int place = places.merge(name, 1, Integer::sum) - 1;
            List<String> values = kept.getOrDefault(name, List.of());
            return value.equals(MARK) && place < values.size() ? values.get(place) : value;
        });
    }

    private static List<String> parameters(String url) {
        return SecretParameters.of(url).values().stream().flatMap(List::stream).toList();
    }

    private static List<String> secrets(Action.Webhook webhook) {
        List<String> secrets = new ArrayList<>(parameters(webhook.url()));
        webhook.headers().forEach((name, value) -> {
            if (SecretNames.isSecret(name)) {
                secrets.add(value);
            }
        });
        return secrets;
    }

    private static Map<String, String> shownHeaders(Map<String, String> headers) {
        Map<String, String> shown = new HashMap<>(headers);
        shown.replaceAll((name, value) -> SecretNames.isSecret(name) ? MARK : value);
        return shown;
    }

    private static String origin(Action.Webhook webhook) {
        String url = webhook.url();
        int host = url.indexOf("://") + 3;
        int end = host;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return url.substring(0, end);
    }

    private static Violation nothingKept(String pointer) {
        return new Violation(
                pointer, "is " + MARK + ", and no value is kept here for this host; send the value itself");
    }
}
