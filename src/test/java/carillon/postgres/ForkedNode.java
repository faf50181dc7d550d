package carillon.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A JVM of its own that starts an embedded PostgreSQL and does nothing else, to be killed. It prints one line, the
 * server's process id and URL or why it has none, and ends when its input ends.
 */
final class ForkedNode implements AutoCloseable {

    private final Process jvm;
    private final BufferedReader output;

    private ForkedNode(Process jvm) {
        this.jvm = jvm;
        this.output = jvm.inputReader(StandardCharsets.UTF_8);
    }

    public static void main(String[] arguments) throws InterruptedException, IOException {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
            System.out.println(postgres.pid() + " " + postgres.url());
        } catch (PostgresStartException refusal) {
            System.out.println(refusal.getMessage());
        }
        int end = System.in.read();
        System.exit(end < 0 ? 0 : 1);
    }

    static ForkedNode fork(Path dataFolder) {
        return fork(List.of(), classPath(), dataFolder);
    }

    /** With words before the command, such as those that make it another user. */
    static ForkedNode fork(List<String> prefix, String classPath, Path dataFolder) {
        List<String> command = new ArrayList<>(prefix);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        command.addAll(List.of(java, "-cp", classPath, ForkedNode.class.getName(), dataFolder.toString()));
        try {
            return new ForkedNode(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What it needs of the class path of the tests. */
    static String classPath() {
        String all = Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElseGet(() -> System.getProperty("java.class.path"));
        return String.join(
                ":",
                Stream.of(all.split(":"))
                        .filter(entry -> !entry.endsWith(".jar")
                                || Path.of(entry).getFileName().toString().matches("(commons-|xz-|embedded-post).*"))
                        .toList());
    }

    /** The line that it prints. */
    String line() {
        try {
            String line = output.readLine();
            return line == null ? "" : line;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    long pid() {
        return jvm.pid();
    }

    void kill() {
        jvm.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
