package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carillon.postgres.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrontabsTest {

    @Test
    void every_crontab_line_of_five_fields_becomes_a_task_or_is_refused_with_a_reason() throws IOException {
        String folder = System.getProperty("vectors", "");
        Path file = Path.of(folder, "crontabs", "expressions.jsonl");
        assumeTrue(!folder.isEmpty() && Files.exists(file), "-Dvectors does not name the folder of the vectors");
        List<String> refused = new ArrayList<>();
        int accepted = 0;
        try (LocalNode node = LocalNode.start(TestPostgres.freshDatabase())) {
            for (String expression : expressions(file)) {
                JsonObject task = new JsonObject().put("cron", expression).put("action", "nobody");
                HttpResponse<String> answer = node.client().post("/tasks", task.encode());
                if (answer.statusCode() == 201) {
                    accepted++;
                    assertTaken(expression, new JsonObject(answer.body()));
                } else {
                    refused.add(expression + " : " + reason(expression, answer));
                }
            }
        }
        System.out.println(accepted + " accepted, " + refused.size() + " refused:\n" + String.join("\n", refused));
        assertTrue(accepted > refused.size(), refused::toString);
    }

    private static List<String> expressions(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> new JsonObject(line).getString("expr"))
                .filter(expression -> expression.startsWith("@")
                        || expression.replaceFirst("^(CRON_)?TZ=\\S+ ", "").split(" +").length == 5)
                .toList();
    }

    /** Scheduled, or finished from the start with a word of why: 31 February never comes. */
    private static void assertTaken(String expression, JsonObject task) {
        assertEquals("unix", task.getString("dialect"), expression);
        boolean fires = task.getString("nextFireAt") != null;
        assertEquals(fires ? "scheduled" : "finished", task.getString("state"), expression);
        assertEquals(fires, task.getString("note") == null, expression);
    }

    private static String reason(String expression, HttpResponse<String> answer) {
        assertEquals(400, answer.statusCode(), expression);
        JsonObject error = new JsonObject(answer.body()).getJsonArray("errors").getJsonObject(0);
        assertEquals("/cron", error.getString("pointer"), expression);
        return error.getString("detail");
    }
}
