package carillon.client;

import java.util.List;
import java.util.stream.Stream;

/**
 * How far a change of many tasks came.
 *
 * @param unchanged tasks that were so already, or that cannot be
 * @param failures of those that failed; 20 a page of 500 tasks at most
 */
public record Progress(long changed, long unchanged, long failed, List<Failure> failures) {

    static final Progress NONE = new Progress(0, 0, 0, List.of());

    public Progress {
        failures = List.copyOf(failures);
    }

    /**
     * A task that could not be changed.
     *
     * @param status as if it had been changed by itself
     */
    public record Failure(String id, int status, String detail) {

        static Failure of(Members members) {
            return new Failure(
                    members.requiredText("id"), (int) members.number("status"), members.requiredText("detail"));
        }
    }

    /** What a line tells: the counts of its request, and what failed since the line before. */
    static Progress of(Members line, Progress before) {
        return new Progress(
                line.number("changed"),
                line.number("unchanged"),
                line.number("failed"),
                joined(before.failures, line.objects("failures", Failure::of)));
    }

    Progress plus(Progress more) {
        return new Progress(
                changed + more.changed,
                unchanged + more.unchanged,
                failed + more.failed,
                joined(failures, more.failures));
    }

    private static List<Failure> joined(List<Failure> some, List<Failure> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
