package carillon.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstantFaultTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2026-12-01T09:00:00       | has no offset: add Z or one such as +01:00
            2026-12-01T09:00:00.5     | has no offset: add Z or one such as +01:00
            2026-02-30T09:00:00Z      | is no instant: February 2026 has no day 30
            2023-02-29                | is no instant: February 2023 has no day 29
            2026-12-01T09:00Z         | has no seconds: write 2026-12-01T09:00:00Z
            2026-12-01 09:00:00+01:00 | has no T before the time: write 2026-12-01T09:00:00+01:00
            2026-12-01 09:00          | has no T before the time, no seconds, no offset: write 2026-12-01T09:00:00Z, or an offset such as +01:00 for the Z
            2026-12-01                | has no time, no offset: write 2026-12-01T09:00:00Z, or an offset such as +01:00 for the Z
            0000-01-01T00:00:00+01:00 | is not within the years 0000 to 9999 in UTC
            2026-12-01T24:00:00Z      | is no instant of RFC 3339 in the years 0000 to 9999; write for example 2030-01-31T09:00:00Z
            tomorrow                  | is no instant of RFC 3339 in the years 0000 to 9999; write for example 2030-01-31T09:00:00Z
            """)
    void the_fault_of_a_text_that_is_no_instant_is_named(String text, String fault) {
        String body = "{\"action\":\"a\",\"at\":\"" + text + "\"}";
        Decoded.Refused refused =
                assertInstanceOf(Decoded.Refused.class, TaskDecoder.decode(body.getBytes(StandardCharsets.UTF_8)));
        assertEquals("'" + text + "' " + fault, refused.violations().get(0).detail());
    }
}
