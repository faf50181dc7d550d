package carillon.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.json.DecodedSet;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskFileTest {

    private static final String YAML = """
            tasks:
              - id: report
                cron: "0 2 * * *"   # at night
                zone: Europe/Paris
                action: report
                payload: {deep: [1, 2.50, true, null, "x"]}
              - id: sweep
                every: PT1H
                action:
                  http:
                    url: https://example.com/
            """;

    @Test
    void yaml_and_json_of_the_same_tasks_are_the_same_set() {
        DecodedSet.Whole yaml = TaskFile.set("conf/nightly.yaml", YAML);
        DecodedSet.Whole json = TaskFile.set("conf/nightly.json", """
                [{"id": "report", "cron": "0 2 * * *", "zone": "Europe/Paris", "action": "report",
                  "payload": {"deep":[1,2.50,true,null,"x"]}},
                 {"id": "sweep", "every": "PT1H", "action": {"http": {"url": "https://example.com/"}}}]
                """);
        assertEquals("nightly", yaml.name());
        assertEquals(json, yaml);
    }

    @Test
    void a_name_in_the_file_comes_before_that_of_the_file() {
        assertEquals(
                "other", TaskFile.set("nightly.yml", "set: other\ntasks: []\n").name());
    }

    @Test
    void every_fault_is_told_with_its_line_and_pointer() {
        String message = refusal("conf/nightly.yaml", """
                - id: a
                  cron: 99 * * * *
                  action: x
                - id: b
                  every: PT1H
                  action: x
                  labels:
                    team: 5
                """);
        List<String> lines = message.lines().toList();
        assertTrue(lines.get(0).startsWith("conf/nightly.yaml:2: /0/cron "), message);
        assertTrue(lines.get(1).startsWith("conf/nightly.yaml:8: /1/labels/team must be a string"), message);
        assertEquals(2, lines.size());
    }

    @Test
    void faults_of_json_have_their_lines_too() {
        String message = refusal("a.json", "{\"tasks\": [\n {\"id\": \"a\",\n  \"delay\": 5, \"action\": \"x\"}\n]}");
        assertTrue(message.startsWith("a.json:3: /tasks/0/delay must be a string"), message);
        assertTrue(refusal("a.json", "{\n\"tasks\": [,]}").contains("line 2"));
    }

    @Test
    void yaml_that_cannot_be_read_is_told_by_its_line() {
        assertContains("in quotes", refusal("a.yaml", "- id: a\n  cron: */5 * * * *\n"));
        assertTrue(refusal("a.yaml", "- id: a\n  id: b\n").startsWith("a.yaml:2: "));
        assertTrue(refusal("a.yaml", "- !!java.util.Date 2030-01-01\n").contains("the tag"));
        assertTrue(refusal("a.yaml", "- !<tag:yaml.org,2002:map> [a]\n").startsWith("a.yaml:1: "));
        assertTrue(refusal("a.yaml", "a: 1\n---\nb: 2\n").startsWith("a.yaml:"));
        assertTrue(refusal("a.yaml", "").contains("empty"));
        assertTrue(refusal("a.yaml", "- [.inf]\n").contains("no number of JSON"));
    }

    @Test
    void aliases_that_multiply_are_refused_and_not_written_out() {
        StringBuilder bomb = new StringBuilder("- &a0 [x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            String before = "*a" + (i - 1);
            bomb.append("- &a").append(i).append(" [" + (before + ", ").repeat(7) + before + "]\n");
        }
        assertTrue(refusal("bomb.yaml", bomb.toString()).startsWith("bomb.yaml:"));
        assertTrue(refusal("loop.yaml", "- &a [*a]\n").startsWith("loop.yaml:"));
    }

    @Test
    void tasks_are_read_one_by_one_from_lines() {
        List<Imported> read = Origin.TASKS.read("""
                {"id": "a", "delay": "PT1S", "action": "x"}

                {"id": "b", "delay": "P", "action": "x"}
                {"id": "c
                {"delay": "PT1S", "action": "x"}
                """, new ImportSettings("all.ndjson", null, null));
        assertEquals(List.of(1, 3, 4, 5), read.stream().map(Imported::line).toList());
        assertEquals("a", new JsonObject(((Imported.Task) read.get(0)).json()).getString("id"));
        assertTrue(Reading.reason(read.get(1)).startsWith("/delay "));
        assertTrue(Reading.reason(read.get(3)).startsWith("id is missing"));
    }

    @Test
    void a_single_task_a_list_and_a_set_are_all_read() {
        String task = "{\"id\": \"a\", \"delay\": \"PT1S\", \"action\": \"x\"}";
        for (String text : List.of(task, "[" + task + "]", "{\"set\": \"s\", \"tasks\": [" + task + "]}")) {
            assertEquals(
                    1,
                    Origin.TASKS
                            .read(text, new ImportSettings("a.json", null, null))
                            .size(),
                    text);
        }
    }

    @Test
    void the_set_that_a_file_names_goes_with_its_tasks() {
        ImportSettings settings = new ImportSettings("a.yaml", null, null);
        List<Imported> read = Origin.TASKS.read("set: nightly\ntasks:\n- {id: a, every: PT1H, action: x}\n", settings);
        assertEquals("nightly", ((Imported.Task) read.get(0)).set());
        assertEquals(
                List.of(new Imported.EmptySet(1, "nightly")), Origin.TASKS.read("set: nightly\ntasks: []\n", settings));
    }

    @Test
    void a_fault_around_the_tasks_leaves_none_of_them() {
        String text = "{\"set\": \"a b\", \"tasks\": [{\"id\": \"a\", \"delay\": \"PT1S\", \"action\": \"x\"}]}";
        List<Imported> read = Origin.TASKS.read(text, new ImportSettings("a.json", null, null));
        assertEquals(1, read.size());
        assertTrue(Reading.reason(read.get(0)).startsWith("/set "), read::toString);
    }

    @Test
    void a_line_with_neither_id_nor_action_is_a_queue() {
        List<Imported> read = lines("""
                {"queue": "mail", "concurrency": 3, "timeout": "PT60S", "paused": true}
                {"queue": "idle"}
                {"queue": "mail", "id": "a", "delay": "PT1S", "action": "x"}
                """);
        assertEquals(
                List.of(
                        new Imported.Queue(1, "mail", "{\"concurrency\":3,\"timeout\":\"PT1M\"}", true),
                        new Imported.Queue(2, "idle", "{}", null)),
                read.subList(0, 2));
        assertEquals("a", Reading.task(read.get(2)).getString("id"));
    }

    @Test
    void a_task_without_its_id_or_its_action_is_not_taken_for_its_queue() {
        List<Imported> read = lines("""
                {"queue": "mail", "delay": "PT1S", "action": "x"}
                {"queue": "mail", "id": "a", "delay": "PT1S"}
                """);
        assertTrue(Reading.reason(read.get(0)).startsWith("id is missing"), read::toString);
        assertContains("action", Reading.reason(read.get(1)));
    }

    @Test
    void what_is_wrong_with_a_queue_is_told() {
        List<Imported> read = lines("""
                {"queue": "mail", "concurrency": 0}
                {"queue": "a b", "paused": "yes"}
                {"queue": "mail", "rate": 5}
                """);
        assertTrue(Reading.reason(read.get(0)).startsWith("/concurrency must be"), read::toString);
        assertContains("/queue must be", Reading.reason(read.get(1)));
        assertContains("/paused must be", Reading.reason(read.get(1)));
        assertContains("'rate' is not known here; known are concurrency, ratePerSecond", Reading.reason(read.get(2)));
    }

    @Test
    void a_set_has_no_queues() {
        assertContains("/0 action is missing", refusal("a.json", "[{\"queue\": \"mail\"}]"));
        assertContains(
                "action",
                Reading.reason(lines("{\"tasks\": [{\"queue\": \"mail\"}]}").get(0)));
    }

    private static List<Imported> lines(String text) {
        return Origin.TASKS.read(text, new ImportSettings("all.ndjson", null, null));
    }

    private static void assertContains(String part, String text) {
        assertTrue(text.contains(part), text);
    }

    private static String refusal(String file, String text) {
        return String.valueOf(assertThrows(BadTaskFileException.class, () -> TaskFile.set(file, text))
                .getMessage());
    }
}
