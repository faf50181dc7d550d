package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.json.DefinitionText;
import carillon.message.TaskFilter;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.TaskState;
import carillon.task.Trigger;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskMatchTest {

    @ParameterizedTest
    @CsvSource({
        "https://a.example/h?tenant=7&sig=s3cret, true",
        "https://a.example/h?tenant=7&sig=***, true",
        "https://a.example/h?tenant=7&sig=other, false",
        "https://a.example/h?tenant=8&sig=***, false",
        "https://a.example/h, false",
    })
    void a_webhook_is_found_by_its_url_and_by_that_as_it_is_shown(String url, boolean isFound) {
        Definition definition = Definition.of(
                new Trigger.Delay(0), new Action.Webhook("https://a.example/h?tenant=7&sig=s3cret", "POST", Map.of()));
        Brief task = new Brief("t", TaskState.SCHEDULED, 0, null, DefinitionText.write(definition), null);
        assertEquals(isFound, new TaskMatch(TaskFilter.ALL.withAction(url), 0).shows(task));
    }
}
