package carillon.config;

import java.util.Locale;

/**
 * One setting.
 *
 * @param name its path in the configuration, with dots
 * @param kind which values it takes
 * @param absent its value where nothing is said
 * @param purpose what it is for, in one sentence
 */
record Key<T>(String name, Kind<T> kind, T absent, String purpose) {

    static final String VARIABLE_PREFIX = "CARILLON_";

    /** The variable of the environment that overrides it: {@code CARILLON_A_B} for {@code a.b}. */
    String variable() {
        return VARIABLE_PREFIX + name.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** Whether a variable names this key; underscores between words within a part make no difference. */
    boolean isNamedBy(String variable) {
        return variable.replace("_", "").equals(variable().replace("_", ""));
    }
}
