package carillon.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That an example which is not true is seen. */
class ExampleTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
            {'a': 1}                      | {'a':1,'b':2}                | true
            {'a': 1}                      | {'a':2,'b':2}                | false
            {'c': 1}                      | {'a':1,'b':2}                | false
            {'a': '…'}                    | {'a':1}                      | true
            {'a': '…'}                    | {'a':null}                   | false
            {'a': 'x…z'}                  | {'a':'xyz'}                  | true
            {'a': 'x…z'}                  | {'a':'xy'}                   | false
            {'a': [1]}                    | {'a':[1,2]}                  | false
            {'a': [1, '…']}               | {'a':[1,2]}                  | true
            {'a': [2, '…']}               | {'a':[1,2]}                  | false
            {'a': [{'b': null}]}          | {'a':[{'b':null,'c':1}]}     | true
            {'a': {}}                     | {'a':[]}                     | false
            """)
    void json_is_like_what_is_shown_of_it(String shown, String printed, boolean isLike) {
        Example example = example("curl x", "json", shown.replace('\'', '"'));
        assertEquals(isLike, example.isDoneBy(outcome(List.of(200), "other", printed.replace('\'', '"'))));
    }

    @ParameterizedTest
    @CsvSource({"a;c, true", "a;…;c, true", "c;a, false", "a;d, false", "b…;c, true", "b, false", "…, true"})
    void lines_are_among_those_printed_in_their_order(String shown, boolean isLike) {
        Example example = example("curl x", "", shown.replace(';', '\n'));
        assertEquals(isLike, example.isDoneBy(outcome(List.of(200), "a", "b is long", "c")));
    }

    @Test
    void calls_are_answered_as_their_marks_say() {
        Example example = new Example(block("curl a  # 201\ncurl b  # 409", "sh", false), Optional.empty());
        assertTrue(example.isDoneBy(outcome(List.of(201, 409), "{}")));
        assertFalse(example.isDoneBy(outcome(List.of(201, 200), "{}")));
        assertFalse(example.isDoneBy(outcome(List.of(201), "{}")));
    }

    @Test
    void without_marks_all_calls_succeed_but_one_whose_problem_is_shown() {
        Example silent = new Example(block("curl a", "sh", false), Optional.empty());
        assertTrue(silent.isDoneBy(outcome(List.of(200, 201))));
        assertFalse(silent.isDoneBy(outcome(List.of(404, 200))));
        Example problem = example("curl a", "json", "{\"status\": 404}");
        assertTrue(problem.isDoneBy(outcome(List.of(404), "{\"status\":404}")));
        assertFalse(problem.isDoneBy(outcome(List.of(409), "{\"status\":404}")));
    }

    @Test
    void a_script_that_ends_badly_is_seen() {
        Example example = new Example(block("false", "sh", false), Optional.empty());
        assertFalse(example.isDoneBy(new Shell.Outcome(1, List.of(), List.of(), "")));
    }

    @Test
    void a_block_is_an_answer_where_nothing_stands_between() {
        Page page =
                Page.of("page", List.of("```sh", "a", "```", "", "```json", "{}", "```", "so", "```json", "1", "```"));
        assertEquals(
                List.of(false, true, false),
                page.blocks().stream().map(Block::isAnswer).toList());
        assertEquals(
                Optional.of(page.blocks().get(1)), page.answerTo(page.blocks().get(0)));
    }

    @Test
    void words_before_a_block_name_its_file() {
        Page page = Page.of("page", List.of("Put it into `a.json`:", "", "```json", "{}", "```", "```sh", "b", "```"));
        assertEquals(Optional.of("a.json"), page.blocks().get(0).fileName());
        assertEquals(Optional.empty(), page.blocks().get(1).fileName());
    }

    private static Example example(String script, String language, String shown) {
        return new Example(block(script, "sh", false), Optional.of(block(shown, language, true)));
    }

    private static Block block(String text, String language, boolean isAnswer) {
        return new Block("page", 1, language, text, "", isAnswer);
    }

    private static Shell.Outcome outcome(List<Integer> statuses, String... lines) {
        return new Shell.Outcome(0, statuses, List.of(lines), "");
    }
}
