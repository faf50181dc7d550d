package carillon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenJsonTest {

    private static final JsonObject GIVEN = new JsonObject().put("port", 1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"{\"port\": 1}", " {\"port\": 1}"})
    void a_text_is_json(String text) {
        assertEquals(GIVEN, GivenJson.read(text, "conf"));
    }

    @Test
    void a_file_is_read() throws IOException {
        assertEquals(GIVEN, GivenJson.read(file("{\"port\": 1}"), "conf"));
    }

    @Test
    void a_file_that_is_missing_is_named() {
        Path missing = folder.resolve("nofile.json");
        assertTrue(
                refusal(missing.toString()).endsWith("; there is no file " + missing),
                () -> refusal(missing.toString()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"port":             | line 1, column 9
            {"port": nought}     | line 1, column 16
            {"port": 1,,}        | line 1, column 12
            """)
    void where_a_text_is_broken_is_said(String text, String place) {
        assertTrue(refusal(text).endsWith("what is given is none: it is broken at " + place), () -> refusal(text));
    }

    @Test
    void where_a_file_is_broken_is_said() throws IOException {
        String file = file("{\n  \"port\": 1\n  \"node\": \"a\"\n}");
        assertTrue(refusal(file).endsWith(file + " is none: it is broken at line 3, column 3"), () -> refusal(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"secret\": hush}", "{\"a\": 1} hush", "[\"hush\"]", "\"token\": \"hush\""})
    void nothing_is_shown_of_what_may_be_secret(String text) {
        assertTrue(!refusal(text).contains("hush"), () -> refusal(text));
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("node.json"), text).toString();
    }

    private static String refusal(String given) {
        return String.valueOf(assertThrows(BadCommandLine.class, () -> GivenJson.read(given, "conf"))
                .getMessage());
    }
}
