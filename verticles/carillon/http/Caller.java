package carillon.http;

import carillon.config.Role;
import carillon.config.Token;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param name of the token
 */
record Caller(String name, Role role) {

    /** Whoever reaches an API without tokens, which is bound to loopback. */
    static final Caller LOCAL = new Caller("local", Role.ADMIN);

    private static final String KEY = Caller.class.getName();
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    static Caller of(Token token) {
        return new Caller(token.name(), token.role());
    }

    /** Who made a request that was let in; null for one that was turned away, or that anybody may make. */
    static @Nullable Caller of(RoutingContext request) {
        return request.get(KEY);
    }

    /** Whether a method changes nothing. */
    static boolean reads(HttpMethod method) {
        return READING.contains(method);
    }

    /** What a method takes where nothing else is said. */
    static Role roleFor(HttpMethod method) {
        return reads(method) ? Role.READ : Role.WRITE;
    }

    /** Lets pass who has the role. */
    static Handler<RoutingContext> requiring(Role needed) {
        return request -> {
            try {
                require(request, needed);
            } catch (Refusal refusal) {
                Replies.send(request.response(), refusal.toAnswer());
                return;
            }
            request.next();
        };
    }

    /** Throws a refusal unless the caller has the role. */
    static void require(RoutingContext request, Role needed) {
        Caller caller = of(request);
        if (caller == null || !caller.role.covers(needed)) {
            String has = caller == null ? "there is none" : "the token has " + caller.role.title();
            throw Refusal.of(403, "this takes the role " + needed.title() + ", and " + has);
        }
    }

    void enter(RoutingContext request) {
        request.put(KEY, this);
    }
}
