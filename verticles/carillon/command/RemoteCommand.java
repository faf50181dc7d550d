package carillon.command;

import carillon.client.Carillon;
import carillon.client.CarillonBuilder;
import carillon.client.CarillonException;
import io.vertx.core.cli.annotations.DefaultValue;
import io.vertx.core.cli.annotations.Description;
import io.vertx.core.cli.annotations.Option;
import io.vertx.core.spi.launcher.DefaultCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A command that talks to a running node. */
public abstract class RemoteCommand extends DefaultCommand {

    private static final String URL_DEFAULT = "http://localhost:8080";
    /** A set of 10,000 tasks is one call. */
    private static final Duration ANSWER_MAX = Duration.ofMinutes(5);

    private static final int UNAUTHORIZED = 401;

    private String url = URL_DEFAULT;
    private @Nullable String tokenFile;

    @Option(longName = "url", argName = "url")
    @Description("Where the node is reached")
    @DefaultValue(URL_DEFAULT)
    public void setUrl(String url) {
        this.url = url;
    }

    @Option(longName = "token-file", argName = "file")
    @Description("A file with a token, where the node takes tokens")
    public void setTokenFile(String file) {
        this.tokenFile = file;
    }

    /**
     * Does something with the node.
     *
     * @throws CommandFailure if there is none, or it does not let this command in
     */
    void withNode(Consumer<Carillon> work) {
        try (Carillon node = node()) {
            work.accept(node);
        } catch (CarillonException refused) {
            throw CommandFailure.failed(
                    refused.status() == UNAUTHORIZED
                            ? url + " takes tokens only: put one into a file, and name that with --token-file"
                            : refused.problem().detail());
        } catch (UncheckedIOException noAnswer) {
            throw CommandFailure.failed(noAnswer.getMessage()
                    + "; start a node with ./vertx run carillon.Main, or name its address with --url");
        }
    }

    private Carillon node() {
        CarillonBuilder node;
        try {
            node = Carillon.at(URI.create(url));
        } catch (IllegalArgumentException wrong) {
            throw CommandFailure.misled("--url " + wrong.getMessage());
        }
        if (tokenFile != null) {
            node.token(token(tokenFile));
        }
        // Whoever typed the command wants to know now.
        return node.timeout(ANSWER_MAX).retryFor(Duration.ZERO).build();
    }

    private static String token(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException unreadable) {
            throw CommandFailure.misled("--token-file " + file + " cannot be read");
        }
    }
}
