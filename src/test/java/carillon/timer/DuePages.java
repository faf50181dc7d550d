package carillon.timer;

import carillon.message.DuePage;
import carillon.message.Pending;
import java.util.List;

/** Pages that met nothing but what they bring. */
final class DuePages {

    private DuePages() {}

    static DuePage of(List<Pending> pending, List<Integer> complete) {
        return new DuePage(pending, complete, List.of());
    }
}
