package carillon.http;

import carillon.config.Loopback;
import carillon.config.NodeConfig;
import carillon.config.Role;
import carillon.config.Token;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
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
 * Lets in who may ask. With tokens, every request but those for health needs one. Without, the API is bound to
 * loopback, and a web page must not reach it through a browser on this machine: neither {@code Host} (a name that its
 * author points here, known as DNS rebinding) nor {@code Origin} may be foreign.
 */
final class Guard implements Handler<RoutingContext> {

    private static final String ROLE = Guard.class.getName();
    private static final String HEALTH = "/health";
    private static final String BEARER = "Bearer ";

    private final List<Token> tokens;

    Guard(NodeConfig.Http config) {
        tokens = config.tokens();
    }

    @Override
    public void handle(RoutingContext request) {
        try {
            request.put(ROLE, check(request.request()));
        } catch (Refusal refusal) {
            Replies.send(request.response(), refusal.toAnswer());
            return;
        }
        request.next();
    }

    /** Throws a refusal unless whoever made a request that was let in has a role. */
    static void require(RoutingContext request, Role needed) {
        Role role = request.get(ROLE);
        if (role == null || !role.covers(needed)) {
            throw tooLow(needed, role == null ? "none" : role.title());
        }
    }

    private Role check(HttpServerRequest request) {
        if (tokens.isEmpty()) {
            checkLocal(request);
            return Role.ADMIN;
        }
        return isHealth(request) ? Role.READ : checkToken(request);
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

    private Role checkToken(HttpServerRequest request) {
        Role role = role(request.getHeader("Authorization"));
        if (role == null) {
            throw Refusal.with(
                    401, "a token is needed: Authorization: Bearer …", "WWW-Authenticate", "Bearer realm=\"carillon\"");
        }
        Role needed = request.method().equals(HttpMethod.GET) ? Role.READ : Role.WRITE;
        if (!role.covers(needed)) {
            throw tooLow(needed, role.title());
        }
        return role;
    }

    private static Refusal tooLow(Role needed, String role) {
        return Refusal.of(403, "this takes the role " + needed.title() + ", and the token has " + role);
    }

    /** Compares with every token, so that the time taken does not tell which one is near. */
    private @Nullable Role role(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        byte[] digest =
                bytes(Token.digestOf(authorization.substring(BEARER.length()).strip()));
        Role found = null;
        for (Token token : tokens) {
            if (MessageDigest.isEqual(digest, bytes(token.sha256()))) {
                found = token.role();
            }
        }
        return found;
    }

    private static boolean isHealth(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        return path.equals(HEALTH) || path.startsWith(HEALTH + "/");
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
