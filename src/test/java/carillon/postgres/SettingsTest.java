package carillon.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @ParameterizedTest
    @CsvSource({"64, 128, 512", "256, 128, 512", "257, 128, 512", "900, 450, 1800", "6000, 1024, 4096"})
    void the_buffers_are_half_of_the_heap_within_bounds(long heapMebibytes, long buffers, long cache) {
        assertEquals(
                Map.of("shared_buffers", buffers + "MB", "effective_cache_size", cache + "MB"),
                Settings.memory(heapMebibytes << 20));
    }
}
