package carillon.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the bearer of a token may do; each may do what the ones before it may. */
public enum Role {
    READ,
    WRITE,
    ADMIN;

    private final String title = name().toLowerCase(Locale.ROOT);

    /** Whether the role may do what another one may. */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** The name as it is written in a configuration. */
    public String title() {
        return title;
    }

    static @Nullable Role named(String title) {
        for (Role role : values()) {
            if (role.title().equals(title)) {
                return role;
            }
        }
        return null;
    }
}
