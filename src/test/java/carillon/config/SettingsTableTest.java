package carillon.config;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingsTableTest {

    @Test
    void the_table_of_settings_says_what_the_code_does() throws IOException {
        String page = Files.readString(Path.of("conf/README.md"));
        String table = Keys.ALL.stream().map(SettingsTableTest::row).collect(Collectors.joining());
        assertTrue(page.endsWith("|---|---|---|\n" + table), () -> "conf/README.md should end with\n" + table);
    }

    private static String row(Key<?> key) {
        String absent = key.absent() instanceof List<?> || key.absent().equals("") ? "none" : "`" + key.absent() + "`";
        return "| `" + key.name() + "` | " + absent + " | " + key.purpose() + " |\n";
    }
}
