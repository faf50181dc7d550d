package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void control_characters_become_harmless() {
        assertEquals("a b  [31mred c", Excerpt.of("a\nb\r\u001b[31mred\u0000c"));
        assertEquals("x\uFFFDy z", Excerpt.of("x\u202Ey\u2028z"));
    }

    @Test
    void letters_of_any_script_stay() {
        assertEquals("Läuft nicht 時計 🔔", Excerpt.of("Läuft nicht 時計 🔔"));
    }

    @Test
    void only_the_beginning_is_kept_and_no_character_is_cut_in_two() {
        assertEquals("x".repeat(500), Excerpt.of("x".repeat(501)));
        String bells = Excerpt.of("x" + "🔔".repeat(300));
        assertEquals(499, bells.length());
        assertTrue(bells.endsWith("🔔"));
    }

    @Test
    void bytes_that_are_no_text_are_shown_as_such() {
        assertEquals("a\uFFFDb", Excerpt.of(new byte[] {'a', (byte) 0xFF, 'b'}));
        assertEquals("é", Excerpt.of("é".getBytes(StandardCharsets.UTF_8)));
    }
}
