package carillon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void a_value_keeps_the_text_that_it_stands_in() {
        String text = "{ \"a\" : [1.50, -2e3,\n{}], \"b\":\"\\u00e4\\n\\\"\", \"c\": null}";
        Json json = Json.parse(" " + text + "\t");
        assertEquals(text, json.toString());
        assertEquals(List.of("a", "b", "c"), List.copyOf(json.members().keySet()));
        List<Json> list = json.get("a").elements();
        assertEquals(new BigDecimal("1.50"), list.get(0).number());
        assertEquals("{}", list.get(2).toString());
        assertEquals("ä\n\"", json.get("b").string());
        assertTrue(json.get("c").isNull());
    }

    @Test
    void one_line_holds_the_same_value() {
        assertEquals("{\"a\":  [1]}", Json.parse("{\"a\":\r\n[1]}").line());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nul",
                "truee",
                "01",
                "1.",
                "-",
                "+1",
                "'a'",
                "\"a",
                "\"\n\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "[1,]",
                "[1 2]",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\" 1}",
                "[1]]",
                "1,\"action\":\"x\"",
                "{\"a\":1}\n{}",
                "\0"
            })
    void what_is_no_json_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Json.parse(text));
    }

    @Test
    void a_refusal_says_where() {
        String message = assertThrows(IllegalArgumentException.class, () -> Json.parse("[1;2]"))
                .getMessage();
        assertEquals("this is no JSON: ',' or ']' must stand at character 3, where ';' stands", message);
    }

    @Test
    void values_nested_too_deeply_are_refused_and_long_ones_are_not() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThrows(IllegalArgumentException.class, () -> Json.parse(deep));
        String text = "x\\n".repeat(100_000);
        assertEquals(200_000, Json.parse("\"" + text + "\"").string().length());
    }

    @Test
    void plain_values_become_json_and_maps_without_an_order_are_sorted() {
        Map<String, Object> unordered = new HashMap<>();
        for (int i = 9; i >= 0; i--) {
            unordered.put("m" + i, i);
        }
        String text = Json.of(unordered).toString();
        assertTrue(text.startsWith("{\"m0\":0,\"m1\":1,") && text.endsWith(",\"m9\":9}"), text);
        Map<String, Object> ordered = new LinkedHashMap<>();
        ordered.put("b", Arrays.asList(null, true, 1.5, "q\"\\\u0001ä\uD83D\uDE00"));
        ordered.put("a", Json.parse("[ ]"));
        Json json = Json.of(ordered);
        assertEquals("{\"b\":[null,true,1.5,\"q\\\"\\\\\\u0001ä\\ud83d\\ude00\"],\"a\":[ ]}", json.toString());
        assertEquals(json, Json.parse(json.toString()));
        assertEquals("q\"\\\u0001ä\uD83D\uDE00", json.get("b").elements().get(3).string());
    }

    @Test
    void what_has_no_form_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> Json.of(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Json.of(new Object()));
    }
}
