package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.AttemptResult.Failed;
import carillon.time.Clock;
import io.vertx.core.http.HttpServerOptions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule 7, one clock: what receivers are told of the time is the database's, on a node whose own is an hour wrong. */
class WebhookTimeTest {

    private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final Instant DATABASE = Instant.parse("2030-01-02T03:04:05Z");

    private final DeliveryFixture fixture = DeliveryFixture.local();

    @BeforeEach
    void jump() {
        fixture.clock.setWallAhead(HOUR_MILLIS);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void a_webhook_says_when_it_was_sent_by_the_clock_of_the_database() {
        Receiver receiver = Receiver.answering(fixture.vertx, 200);
        fixture.tellTime(MINUTE_NANOS, DATABASE.toEpochMilli());

        assertEquals(DATABASE.getEpochSecond(), sentAt(receiver, "a"));
    }

    @Test
    void from_one_reading_of_it_to_the_next_the_nodes_own_monotonic_clock_goes_on() {
        Receiver receiver = Receiver.answering(fixture.vertx, 200);
        fixture.tellTime(MINUTE_NANOS, DATABASE.toEpochMilli());
        fixture.clock.advance(TimeUnit.MILLISECONDS.toNanos(2_500));
        assertEquals(DATABASE.getEpochSecond() + 2, sentAt(receiver, "a"));

        fixture.tellTime(MINUTE_NANOS, DATABASE.toEpochMilli() + 60_000);

        assertEquals(DATABASE.getEpochSecond() + 60, sentAt(receiver, "b"));
    }

    @Test
    void an_owner_whose_lease_is_over_is_not_believed_about_the_time_either() {
        Receiver receiver = Receiver.answering(fixture.vertx, 200);
        fixture.tellTime(MINUTE_NANOS, DATABASE.toEpochMilli());
        fixture.tellTime(0, DATABASE.toEpochMilli() - HOUR_MILLIS);

        assertEquals(DATABASE.getEpochSecond(), sentAt(receiver, "a"));
    }

    @Test
    void a_date_until_which_to_wait_is_reckoned_from_the_clock_of_the_database() {
        Receiver receiver = Receiver.start(fixture.vertx, new HttpServerOptions(), request -> {
            request.response().putHeader("retry-after", "Wed, 02 Jan 2030 03:06:05 GMT");
            Receiver.reply(request, 503, "");
        });
        fixture.tellTime(MINUTE_NANOS, DATABASE.toEpochMilli());

        assertEquals(new Failed("HTTP 503", 120_000L), fixture.verdictOf(Orders.webhook("a", receiver.url())));
    }

    @Test
    void while_no_owner_tells_the_time_it_is_the_nodes_own() {
        Receiver receiver = Receiver.answering(fixture.vertx, 200);

        long ahead = sentAt(receiver, "a")
                - TimeUnit.MILLISECONDS.toSeconds(Clock.system().epochMillis());

        assertTrue(Math.abs(ahead - TimeUnit.MILLISECONDS.toSeconds(HOUR_MILLIS)) < 300, "ahead by " + ahead + " s");
    }

    /** What the webhook of a task says, in seconds since 1970. */
    private long sentAt(Receiver receiver, String task) {
        fixture.deliver(Orders.webhook(task, receiver.url()));
        long told = Long.parseLong(receiver.next().header("webhook-timestamp"));
        fixture.result();
        return told;
    }
}
