package carillon.http;

import carillon.config.Loopback;
import carillon.config.NodeConfig;
import carillon.config.Token;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who may ask, and notes who it is. With tokens, every request needs one but those for health, for the page of
 * the contract and for the way there. Without, the API is bound to loopback, and a web page must not reach it through a
 * browser on this machine: neither {@code Host} (a name that its author points here, known as DNS rebinding) nor
 * {@code Origin} may be foreign.
 */
final class Guard implements Handler<RoutingContext> {

    private static final String HEALTH = "/health";
    private static final String BEARER = "Bearer ";

    private final List<Known> known;

    /** A caller, and the digest of the token that proves it. */
    private record Known(Caller caller, String digest) {}

    Guard(NodeConfig.Http config) {
        known = config.tokens().stream()
                .map(token -> new Known(Caller.of(token), token.sha256()))
                .toList();
    }

    @Override
    public void handle(RoutingContext request) {
        try {
            check(request);
        } catch (Refusal refusal) {
            Replies.send(request.response(), refusal.toAnswer());
            return;
        }
        request.next();
    }

    private void check(RoutingContext request) {
        if (known.isEmpty()) {
            checkLocal(request.request());
            Caller.LOCAL.enter(request);
        } else if (!isForEveryone(request.request())) {
            callerOf(request.request()).enter(request);
        }
    }

    private static void checkLocal(HttpServerRequest request) {
        HostAndPort host = request.authority();
        if (host == null || !Loopback.isLoopback(host.host())) {
            throw Refusal.of(
                    403, "the Host header must name this machine, such as localhost; for other names set auth.tokens");
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !isLocal(origin)) {
            throw Refusal.of(403, "pages of " + origin + " may not ask here; for other origins set auth.tokens");
        }
    }

    private Caller callerOf(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        Caller caller = caller(authorization);
        if (caller == null) {
            String detail = authorization == null
                    ? "a token is needed: Authorization: Bearer …"
                    : "the Authorization header holds no token of this node: Authorization: Bearer …";
            throw Refusal.with(401, detail, "WWW-Authenticate", "Bearer realm=\"carillon\"");
        }
        return caller;
    }

    /** Compares with every token in constant time, so that the time taken does not tell which one is near. */
    private @Nullable Caller caller(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        byte[] digest =
                bytes(Token.digestOf(authorization.substring(BEARER.length()).strip()));
        Caller found = null;
        for (Known each : known) {
            if (MessageDigest.isEqual(digest, bytes(each.digest))) {
                found = each.caller;
            }
        }
        return found;
    }

    private static boolean isForEveryone(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        return path.equals(Signpost.PATH)
                || path.equals(HEALTH)
                || path.startsWith(HEALTH + "/")
                || DocsPage.paths().contains(path);
    }

    private static boolean isLocal(String origin) {
        try {
            String host = new URI(origin).getHost();
            return host != null && Loopback.isLoopback(host);
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
