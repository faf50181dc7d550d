package carillon.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not JSON is told where it is broken, not where something was read last. */
class BrokenJsonTest {

    private static final String EARLY = "it ends before it is complete; look for a missing value, } or ]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":"a" "delay":"PT0S"}              | ``       | column 11 | was expecting comma to separate Object entries
            {"id":"a",\\n "delay":"PT0S",}          | ``       | line 2, column 17 | was expecting double-quote to start field name
            {"id":"é€😀", id:1}                    | ``       | column 14 | was expecting double-quote to start field name
            {"id":"a","enabled": yes}              | /enabled | column 22 | Unrecognized token 'yes'
            {"id":"a","enabled" true}              | /enabled | column 21 | was expecting a colon
            {"id":"a","priority":'urgent'}         | /priority | column 22 | expected a valid value
            {"payload":{"a":[1 2]},"id":"a"}       | /payload/a | column 20 | was expecting comma to separate Array entries
            {"payload":{"a":[1}}                   | /payload/a | column 19 | Unexpected close marker '}': expected ']'
            {"payload":{"a":NaN}}                  | /payload/a | column 17 | Non-standard token 'NaN'
            {"retry":{"maxAttempts":01}}           | /retry/maxAttempts | column 26 | Leading zeroes not allowed
            {"id":"a"} x                           | ``       | column 12 | something follows the end of the JSON
            {"id":"a"} {}                          | ``       | column 12 | something follows the end of the JSON
            {"action":"a","delay":"PT0S"           | ``       | column 29 | it ends before it is complete
            {"delay":"PT0S","action":{"http":{     | /action/http | column 35 | it ends before it is complete
            {"delay":"PT0S","cron":"0 9 * * *}     | /cron    | column 35 | it ends in the middle of a value; look for a missing quotation mark
            {"delay":"PT0S","payload":["a","b]}    | /payload/1 | column 36 | it ends in the middle of a value; look for a missing quotation mark
            {"payload":{"a":{"k":"\\x"}}}          | /payload/a/k | column 24 | Unrecognized character escape 'x'
            /* c */{}                              | ``       | column 1  | Unexpected character ('/' (code 47))
            """)
    void the_place_is_told_and_the_value_that_is_broken(String body, String pointer, String place, String reason) {
        List<Violation> told = violations(body.replace("\\n", "\n"));
        Violation last = told.get(told.size() - 1);
        assertEquals(pointer, last.pointer(), () -> "" + told);
        String begin = "is broken at " + place + ": ";
        assertEquals(
                begin,
                last.detail()
                        .substring(0, Math.min(begin.length(), last.detail().length())));
        assertTrue(last.detail().contains(reason), last::detail);
    }

    @Test
    void the_words_are_about_the_body_and_not_about_its_parser() {
        assertEquals(List.of(new Violation("", "is broken at column 2: " + EARLY)), violations("{"));
        assertEquals(
                List.of(new Violation("/a", "is broken at column 6: Non-standard token 'NaN'")),
                violations("{\"a\":NaN}"));
    }

    @Test
    void a_member_that_stands_there_twice_is_named() {
        assertEquals(
                List.of(new Violation("/labels/a", "stands there twice, the second time at line 2, column 4")),
                violations("{\"labels\":{\"a\":\"1\",\n\"a\":\"2\"}}"));
    }

    @Test
    void too_deep_a_payload_is_told_without_a_word_of_settings() {
        Violation deep = violations("{\"payload\":" + "[".repeat(1_000)).get(0);
        assertEquals("is broken at column 111: its nesting depth exceeds 100", deep.detail());
        assertEquals("/payload" + "/0".repeat(99), deep.pointer());
    }

    @Test
    void what_was_wrong_before_the_broken_place_is_told_too() {
        assertEquals(
                List.of("/id", ""),
                violations("{\"id\":1, delay}").stream().map(Violation::pointer).toList());
    }

    private static List<Violation> violations(String body) {
        return assertInstanceOf(Decoded.Refused.class, TaskDecoder.decode(body.getBytes(StandardCharsets.UTF_8)))
                .violations();
    }
}
