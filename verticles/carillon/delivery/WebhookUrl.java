package carillon.delivery;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a webhook goes, taken apart once: what was checked is what is used.
 *
 * @param host a name, or an address without brackets
 * @param pathAndQuery as given, at least {@code /}
 */
record WebhookUrl(boolean tls, String host, int port, String pathAndQuery) {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int PORT_MAX = 65_535;

    /** @throws IllegalArgumentException if it is not an absolute http or https URL with a host */
    static WebhookUrl parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the URL cannot be read: " + e.getReason(), e);
        }
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        if (!tls && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("the URL must begin with http:// or https://");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("the URL must name a host by its name or its plain IP address");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the URL must not contain credentials; put them into a header");
        }
        int port = uri.getPort() < 0 ? usualPort(tls) : uri.getPort();
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("the port of the URL must be 1 to " + PORT_MAX);
        }
        return new WebhookUrl(tls, withoutBrackets(uri.getHost().toLowerCase(Locale.ROOT)), port, pathAndQuery(uri));
    }

    /** The key under which attempts share connections; the URL itself if it cannot be read. */
    static String hostAndPort(String url) {
        try {
            WebhookUrl parsed = parse(url);
            return parsed.host + ':' + parsed.port;
        } catch (IllegalArgumentException e) {
            return url;
        }
    }

    /** The host as it stands in a URL and in the {@code host} header. */
    String hostInAuthority() {
        return host.indexOf(':') < 0 ? host : '[' + host + ']';
    }

    /** The host and, where it is not the usual one, the port. */
    String authority() {
        return port == usualPort(tls) ? hostInAuthority() : hostInAuthority() + ':' + port;
    }

    /** The host and the port in words, with the address that the name led to. */
    String place(@Nullable InetAddress address) {
        String named = host + " port " + port;
        String number = address == null ? host : address.getHostAddress();
        return host.equals(number) ? named : named + " (" + number + ")";
    }

    private static int usualPort(boolean tls) {
        return tls ? HTTPS_PORT : HTTP_PORT;
    }

    private static String pathAndQuery(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery();
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
