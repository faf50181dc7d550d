package carillon.delivery;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why an exchange came to no answer, in words for the author of the task: what went wrong, and with which host and
 * port. What the libraries below call it stays out, but for failures that nobody foresaw.
 */
final class Mishap {

    private static final List<String> UNREACHABLE = List.of("unreachable", "No route to host");
    private static final List<String> BROKEN_OFF = List.of("Connection reset", "Broken pipe", "forcibly closed");
    private static final Pattern CLASS_NAME = Pattern.compile("[\\w.$]*(?:Exception|Error): ");

    private final Phase phase;
    private final String place;

    private Mishap(Phase phase, String place) {
        this.phase = phase;
        this.place = place;
    }

    /** How far an exchange has come. */
    enum Phase {
        LOOKING_UP("looking up the host"),
        CONNECTING("connecting to"),
        WAITING("waiting for the answer of"),
        READING("reading the answer of");

        private final String doing;

        Phase(String doing) {
            this.doing = doing;
        }

        /** What is being done, and with whom. */
        String at(String place) {
            return doing + " " + place;
        }
    }

    /**
     * Tells a failure.
     *
     * @param place whom the exchange is with; the bare name of the host while it is looked up
     * @param connectMillis how long the last connection was tried for
     */
    static String words(Throwable failure, Phase phase, String place, long connectMillis) {
        Mishap mishap = new Mishap(phase, place);
        List<Throwable> causes =
                Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
        String known =
                switch (phase) {
                    case LOOKING_UP ->
                        failure instanceof UnknownHostException ? "the host " + place + " is not known" : null;
                    case CONNECTING -> mishap.connecting(causes, connectMillis);
                    case WAITING, READING -> mishap.answering(causes);
                };
        return known == null ? "failed while " + phase.at(place) + reason(failure) : known;
    }

    private @Nullable String connecting(List<Throwable> causes, long connectMillis) {
        if (isAny(causes, ConnectTimeoutException.class, TimeoutException.class)) {
            return "timed out after " + connectMillis + " ms while " + phase.at(place);
        }
        if (isAny(causes, NoRouteToHostException.class) || says(causes, UNREACHABLE)) {
            return place + " cannot be reached: there is no way to it from this node";
        }
        if (isAny(causes, SSLException.class)) {
            return isBrokenOff(causes)
                    ? place + " closed the connection before it was encrypted"
                    : TlsMishap.words(causes, place);
        }
        if (isAny(causes, ConnectException.class) || says(causes, List.of("Connection refused"))) {
            return "connection refused by " + place + ": nothing takes connections there";
        }
        return isBrokenOff(causes) ? place + " closed the connection at once" : null;
    }

    private @Nullable String answering(List<Throwable> causes) {
        if (isBrokenOff(causes)) {
            return place + " closed the connection "
                    + (phase == Phase.WAITING ? "before it answered" : "in the middle of its answer");
        }
        if (isAny(causes, TooLongFrameException.class)) {
            return "the first line or the headers of the answer of " + place + " are too long";
        }
        return isAny(causes, CodecException.class, IllegalArgumentException.class)
                ? "what " + place + " answered is not HTTP"
                : null;
    }

    private static boolean isBrokenOff(List<Throwable> causes) {
        return isAny(
                        causes,
                        HttpClosedException.class,
                        StreamResetException.class,
                        PrematureChannelClosureException.class,
                        ClosedChannelException.class)
                || says(causes, BROKEN_OFF);
    }

    private static boolean isAny(List<Throwable> causes, Class<?>... types) {
        return causes.stream().anyMatch(cause -> Stream.of(types).anyMatch(type -> type.isInstance(cause)));
    }

    private static boolean says(List<Throwable> causes, List<String> words) {
        return causes.stream().map(cause -> String.valueOf(cause.getMessage())).anyMatch(message -> words.stream()
                .anyMatch(message::contains));
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "" : ": " + CLASS_NAME.matcher(message).replaceAll("");
    }
}
