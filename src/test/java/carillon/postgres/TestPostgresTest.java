package carillon.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestPostgresTest {

    @Test
    void gives_each_caller_an_empty_database_of_its_own() {
        String first = TestPostgres.freshDatabase();
        Sql.query(first, "CREATE TABLE mine (id int)");
        String second = TestPostgres.freshDatabase();
        String tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
        assertEquals(List.of("1"), Sql.query(first, tables));
        assertEquals(List.of("0"), Sql.query(second, tables));
    }
}
