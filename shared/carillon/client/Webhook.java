package carillon.client;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that a task makes, signed as Standard Webhooks says.
 *
 * @param url absolute, http or https, without user and fragment; at most 2,000 characters
 * @param method {@code POST}, {@code PUT}, {@code PATCH}, {@code GET} or {@code DELETE}
 * @param headers at most 32, sent besides those of Carillon. Values whose names sound like a secret are read back as
 *     {@code ***}, which stands for the value that is kept when it is sent again
 */
public record Webhook(URI url, String method, Map<String, String> headers) {

    public Webhook {
        headers = Map.copyOf(headers);
    }

    /** A POST without headers of its own. */
    public static Webhook to(URI url) {
        return new Webhook(url, "POST", Map.of());
    }

    public Webhook method(String method) {
        return new Webhook(url, method, headers);
    }

    public Webhook header(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Webhook(url, method, all);
    }

    Json json() {
        return Json.of(Map.of("http", Map.of("url", url.toString(), "method", method, "headers", headers)));
    }
}
