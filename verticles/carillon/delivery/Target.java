package carillon.delivery;

import carillon.task.Action;

/**
 * Whom an attempt goes to; those to one target share a queue and a cap.
 *
 * @param name the name of a handler, or the host and port of a webhook
 */
record Target(Kind kind, String name) {

    /** What is behind it; the names are those of the metrics. */
    enum Kind {
        HANDLER("handler"),
        WEBHOOK("webhook");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    static Target of(Action action) {
        return switch (action) {
            case Action.Handler handler -> new Target(Kind.HANDLER, handler.name());
            case Action.Webhook webhook -> ofUrl(webhook.url());
        };
    }

    /** The target of a webhook. */
    static Target ofUrl(String url) {
        return new Target(Kind.WEBHOOK, WebhookUrl.hostAndPort(url));
    }
}
