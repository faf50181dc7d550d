package carillon.config;

import java.util.List;

/** A configuration that was refused; the message has one line for each fault: the key, what is wrong, what to do. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ConfigException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults), null, false, false);
    }
}
