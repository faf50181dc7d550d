package carillon.client;

import java.util.Objects;

/** A node refused what it was asked for. Where no node answered, an {@link java.io.UncheckedIOException} says so. */
public final class CarillonException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    CarillonException(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    /** Why it refused. */
    public Problem problem() {
        return Objects.requireNonNull(problem, "a problem is not serialized");
    }

    /** The status of HTTP: 404 there is none, 409 the state does not allow it, 412 another version by now, … */
    public int status() {
        return problem().status();
    }
}
