package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.message.Changed;
import carillon.message.Creation;
import carillon.message.NewTask;
import carillon.message.TaskChange;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Keys of ids that are still there when their tasks are gone. */
final class FreedIdTest {

    @AutoClose
    private final House house = new House();

    private final StoreRig rig = house.rig;
    private final int old = house.old;

    @Test
    void an_id_is_free_as_soon_as_its_task_is_gone() {
        NewTask posted = house.once("posted", old);
        NewTask put = house.once("put", old);
        rig.sql("ALTER TABLE task DETACH PARTITION task_" + old);
        assertEquals(Creation.Status.CREATED, rig.create(posted).get(0).status());
        Changed changed = StoreRig.await(house.changing(new TaskChange.Put(put, null)));
        assertEquals(Changed.Status.CREATED, changed.status());
        house.round();
        assertEquals(List.of("posted", "put"), house.pending());
        assertEquals(Set.of("posted", "put"), keys());
    }

    private Set<String> keys() {
        return rig.sql("SELECT id FROM task_key").stream()
                .map(row -> row.getString(0))
                .collect(Collectors.toSet());
    }
}
