package carillon.task;

import java.util.Map;

/** What happens when a task fires. */
public sealed interface Action {

    /** Whom it goes to: those that share a handler, or the scheme, host and port of their URLs, have one receiver. */
    String receiver();

    /** Calls the bus handler that is registered under a name. */
    record Handler(String name) implements Action {
        @Override
        public String receiver() {
            return name;
        }
    }

    /**
     * Sends an HTTP request.
     *
     * @param url absolute, {@code http} or {@code https}
     * @param method in capitals
     * @param headers sent besides Carillon's own, names in lower case
     */
    record Webhook(String url, String method, Map<String, String> headers) implements Action {
        public Webhook {
            headers = Map.copyOf(headers);
        }

        /** The URL up to its path, as it is written. */
        @Override
        public String receiver() {
            int end = Math.min(url.length(), url.indexOf("//") + 2);
            while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
                end++;
            }
            return url.substring(0, end);
        }

        /** The method and the host only: paths, parameters and headers may hold secrets, and stay out of logs. */
        @Override
        public String toString() {
            return "Webhook[" + method + " " + url.replaceFirst("^(\\w+://)?(?:[^/?#]*@)?([^/?#]*).*", "$1$2") + "]";
        }
    }
}
