package carillon.kill;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a node is started: with the JVM and the class path of the tests.
 *
 * @param variable the name and the value that tell it where its database is
 * @param clusterPorts of all nodes, its own first; empty for a node alone
 */
record NodeCommandLine(String name, int port, Map.Entry<String, String> variable, List<Integer> clusterPorts) {

    private static final String VARIABLE_PREFIX = "CARILLON_";

    ProcessBuilder toBuilder() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Two nodes and their receiver share the processors of one host: start quickly, stay small.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        command.addAll(List.of("-cp", classPath(), "carillon.Launcher", "run", "carillon.Main"));
        command.addAll(List.of("-conf", configuration().encode()));
        if (!clusterPorts.isEmpty()) {
            command.add("-cluster");
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(key -> key.startsWith(VARIABLE_PREFIX));
        environment.put("PORT", Integer.toString(port));
        environment.put(variable.getKey(), variable.getValue());
        return builder;
    }

    private JsonObject configuration() {
        JsonObject configuration = new JsonObject().put("node", name);
        if (clusterPorts.isEmpty()) {
            return configuration;
        }
        JsonArray members = new JsonArray();
        clusterPorts.forEach(each -> members.add("127.0.0.1:" + each));
        return configuration.put(
                "cluster", new JsonObject().put("port", clusterPorts.getFirst()).put("members", members));
    }

    private static String classPath() {
        return Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElseGet(() -> System.getProperty("java.class.path"));
    }
}
