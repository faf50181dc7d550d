package carillon.trial;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a node is started: with the JVM and the class path of the tests.
 *
 * @param verticle of the launcher's {@code run}: a whole node, or one of its parts
 * @param environment variables besides those of the test
 * @param configuration besides its name
 * @param options of its JVM
 * @param arguments of the launcher, after all others
 */
public record NodeCommandLine(
        String name,
        String verticle,
        int port,
        Map<String, String> environment,
        JsonObject configuration,
        List<String> options,
        List<String> arguments) {

    private static final String VARIABLE_PREFIX = "CARILLON_";
    private static final String WHOLE = "carillon.Main";
    private static final String API = "carillon.http.HttpVerticle";

    /** A node by itself, with its embedded database in a folder. */
    public static NodeCommandLine alone(String name, int port, Path data) {
        return new NodeCommandLine(
                name, WHOLE, port, Map.of("CARILLON_DATA", data.toString()), new JsonObject(), List.of(), List.of());
    }

    /**
     * A node among others.
     *
     * @param clusterPort of its own
     * @param memberPorts where the nodes reach each other, on loopback
     */
    public static NodeCommandLine clustered(
            String name, int port, String databaseUrl, int clusterPort, List<Integer> memberPorts) {
        JsonArray members = new JsonArray();
        memberPorts.forEach(each -> members.add("127.0.0.1:" + each));
        return new NodeCommandLine(
                name,
                WHOLE,
                port,
                Map.of("CARILLON_DATABASE_URL", databaseUrl),
                new JsonObject()
                        .put(
                                "cluster",
                                new JsonObject().put("port", clusterPort).put("members", members)),
                List.of(),
                List.of("-cluster"));
    }

    /** The same for a part of a node in a process of its own. */
    public NodeCommandLine withVerticle(String part) {
        return new NodeCommandLine(name, part, port, environment, configuration, options, arguments);
    }

    /** The same with a setting more. */
    public NodeCommandLine withSetting(String name, Object value) {
        return new NodeCommandLine(
                this.name, verticle, port, environment, configuration.copy().put(name, value), options, arguments);
    }

    /** The same with a variable more. */
    public NodeCommandLine withVariable(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new NodeCommandLine(this.name, verticle, port, more, configuration, options, arguments);
    }

    /** The same with an option of the JVM more. */
    public NodeCommandLine withOption(String option) {
        List<String> more = new ArrayList<>(options);
        more.add(option);
        return new NodeCommandLine(name, verticle, port, environment, configuration, more, arguments);
    }

    /** The same with arguments more. */
    public NodeCommandLine withArguments(String... added) {
        List<String> more = new ArrayList<>(arguments);
        more.addAll(List.of(added));
        return new NodeCommandLine(name, verticle, port, environment, configuration, options, more);
    }

    /** Whether it can be asked anything. */
    boolean hasApi() {
        return verticle.equals(WHOLE) || verticle.equals(API);
    }

    ProcessBuilder toBuilder() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The nodes and their receiver share the processors of one host: start quickly, stay small.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), "carillon.Launcher", "run", verticle));
        command.addAll(List.of("-conf", configuration.copy().put("node", name).encode()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(key -> key.startsWith(VARIABLE_PREFIX));
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().putAll(environment);
        return builder;
    }

    private static String classPath() {
        return Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElseGet(() -> System.getProperty("java.class.path"));
    }
}
