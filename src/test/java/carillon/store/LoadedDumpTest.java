package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.message.DueCursor;
import carillon.message.Inheritance;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Sighting;
import carillon.message.SightingCursor;
import carillon.message.StoreMessage;
import carillon.task.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A database that was loaded from a dump, so that the numbers in its rows are ahead of its counter of transactions. */
final class LoadedDumpTest {

    private static final Pattern STATEMENTS = Pattern.compile("(?s)```sql\n(BEGIN;.*?COMMIT;)\n```");

    @AutoClose
    private final StoreRig rig = StoreRig.open();

    @Test
    void after_the_statements_of_the_page_an_owner_reads_what_was_there_and_hears_of_what_is_new() throws IOException {
        rig.create(StoreRig.chosen("old", new Trigger.Delay(0)));
        rig.sql("UPDATE task SET inserted = '900000000'");
        rig.sql("UPDATE ack SET seen = '900000001:900000001:', done_before = now() + interval '1 day'");
        StoreRig.await(rig.connect().query(statements()).execute());

        assertEquals(List.of(), StoreRig.await(Inspection.of(rig.vertx, rig.url, 7, 10_000)));
        int shard = StoreRig.shard("old");
        Inheritance mine = rig.takeAll("one").stream()
                .filter(each -> each.holding().shard() == shard)
                .findFirst()
                .orElseThrow();
        DueCursor from = DueCursor.from(shard, mine.doneBefore(), true);
        Pending old = rig.ask(new StoreMessage.ReadDue(List.of(from), StoreRig.FAR, 10, true))
                .pending()
                .get(0);
        assertEquals("old", old.id());
        ReadPoint seen = look(shard, mine.seen()).until();
        rig.create(StoreRig.chosen("old.2", new Trigger.Delay(0)), StoreRig.chosen("new", new Trigger.Delay(0)));
        List<Integer> all = List.of(0, 1, 2, 3);
        assertEquals(
                List.of("new", "old.2"),
                rig
                        .ask(new StoreMessage.ReadNew(all, seen, StoreRig.FAR, SightingCursor.START, 10))
                        .sightings()
                        .stream()
                        .map(Sighting::id)
                        .sorted()
                        .toList());
    }

    private StoreMessage.NewPage look(int shard, ReadPoint since) {
        return rig.ask(new StoreMessage.ReadNew(List.of(shard), since, StoreRig.FAR, SightingCursor.START, 10));
    }

    private static String statements() throws IOException {
        Matcher page = STATEMENTS.matcher(Files.readString(Path.of("docs/operating.md")));
        if (!page.find()) {
            throw new AssertionError("the page has no statements for a database that was loaded from a dump");
        }
        return page.group(1);
    }
}
