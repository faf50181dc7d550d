package carillon.json;

import carillon.task.Limits;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** The address of a webhook. Whether it may be reached is decided when it is called, after its name is resolved. */
final class UrlForm {

    private static final int PORT_MAX = 65_535;

    private UrlForm() {}

    static @Nullable String read(JsonReader in) throws IOException {
        String url = in.string(Limits.URL_CHARS_MAX);
        String complaint = url == null ? null : complaint(url);
        if (complaint != null) {
            in.refuse(complaint);
            return null;
        }
        return url;
    }

    private static @Nullable String complaint(String url) {
        if (!url.startsWith("http://") && !url.startsWith("https://")) {
            return "must begin with http:// or https://";
        }
        if (!Characters.areVisibleAscii(url)) {
            return "must be of visible ASCII characters; write others in percent encoding, host names in Punycode";
        }
        try {
            return complaint(new URI(url));
        } catch (URISyntaxException e) {
            return "is no URL: " + e.getReason();
        }
    }

    private static @Nullable String complaint(URI uri) {
        if (uri.getRawUserInfo() != null) {
            return "must not carry a user or password; send an authorization header instead";
        }
        if (uri.getRawFragment() != null) {
            return "must not have a fragment, which is never sent";
        }
        if (uri.getHost() == null) {
            return "has no host of letters, digits, '-' and '.'";
        }
        return uri.getPort() == 0 || uri.getPort() > PORT_MAX ? "has a port beyond 1 to " + PORT_MAX : null;
    }
}
