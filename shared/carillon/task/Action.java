package carillon.task;

import java.util.Map;

/** What happens when a task fires. */
public sealed interface Action {

    /** Calls the bus handler that is registered under a name. */
    record Handler(String name) implements Action {}

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

        /** The method and the host only: paths, parameters and headers may hold secrets, and stay out of logs. */
        @Override
        public String toString() {
            return "Webhook[" + method + " " + url.replaceFirst("^(\\w+://)?(?:[^/?#]*@)?([^/?#]*).*", "$1$2") + "]";
        }
    }
}
