package bench;

import io.vertx.core.json.JsonObject;
import java.sql.SQLException;

/** Where everything was measured: figures of two settings do not belong into one report. */
record Setting(int processors, String java, String postgresql, String postgresqlSettings) {
    static Setting of(Server server) throws SQLException {
        return new Setting(
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                server.version(),
                server.settings());
    }

    JsonObject json() {
        return new JsonObject()
                .put("processors", processors)
                .put("java", java)
                .put("postgresql", postgresql)
                .put("postgresqlSettings", postgresqlSettings);
    }

    boolean isThatOf(JsonObject report) {
        JsonObject mine = json();
        return mine.fieldNames().stream().allMatch(name -> mine.getValue(name).equals(report.getValue(name)));
    }
}
