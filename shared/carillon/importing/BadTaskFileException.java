package carillon.importing;

import java.util.List;

/**
 * A file of tasks that was refused; the message has one line for each fault: file, line, JSON pointer, what is wrong.
 */
public final class BadTaskFileException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public BadTaskFileException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
    }
}
