package carillon.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/** The parameters of a URL whose names sound like that of a secret, with the values as they stand in it. */
final class SecretParameters {

    private SecretParameters() {}

    /** Their values by name; of several with one name, all in their order. */
    static Map<String, List<String>> of(String url) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        map(url, (name, value) -> {
            found.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
            return value;
        });
        return found;
    }

    /** The URL with other values in their places; an empty value is no secret. */
    static String map(String url, BinaryOperator<String> valueOf) {
        int query = url.indexOf('?');
        if (query < 0) {
            return url;
        }
        StringBuilder mapped = new StringBuilder(url.substring(0, query));
        char before = '?';
        for (String parameter : url.substring(query + 1).split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? "" : parameter.substring(0, equals);
            String value = parameter.substring(equals + 1);
            boolean isSecret = !value.isEmpty() && isSecret(name);
            mapped.append(before).append(isSecret ? name + "=" + valueOf.apply(name, value) : parameter);
            before = '&';
        }
        return mapped.toString();
    }

    /** Who writes the name of a parameter in escapes may have something to hide. */
    private static boolean isSecret(String name) {
        return name.indexOf('%') >= 0 || SecretNames.isSecret(name);
    }
}
