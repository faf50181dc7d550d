package carillon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

    @Test
    void the_settings_that_the_first_page_names_exist_and_have_the_defaults_it_says() throws IOException {
        String page = Files.readString(Path.of("README.md"));
        List<String[]> rows = page.substring(page.indexOf("| setting |"))
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> line.split("\\s*\\|\\s*"))
                .toList();
        assertFalse(rows.isEmpty());
        for (String[] row : rows) {
            for (String name : row[1].split(", ")) {
                assertEquals(absent(named(name)), row[2], name);
            }
        }
    }

    private static Key<?> named(String name) {
        return Keys.ALL.stream()
                .filter(each -> name.equals("`" + each.name() + "`"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no setting " + name));
    }

    private static String row(Key<?> key) {
        return "| `" + key.name() + "` | " + absent(key) + " | " + key.purpose() + " |\n";
    }

    private static String absent(Key<?> key) {
        return key.absent() instanceof List<?> || key.absent().equals("") ? "none" : "`" + key.absent() + "`";
    }
}
