package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.Rejected;
import carillon.message.AttemptResult.Succeeded;
import io.netty.util.NetUtil;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClientOptions;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No webhook reaches a private network. 127.0.0.1 stands for what is private; 127.0.0.2, which is allowed here, for
 * what is public. Both are served by real sockets on one port.
 */
class PrivateNetworkTest {

    private static final String PUBLIC = "127.0.0.2";
    private static final String PRIVATE = "127.0.0.1";

    private final Names names = new Names();
    private final DeliveryFixture fixture = new DeliveryFixture(
            new JsonObject().put("allow", new JsonArray().add(PUBLIC + "/32")), names, new NetClientOptions());
    private final Receiver inside = Receiver.answering(fixture.vertx, 200);

    /** A server of names whose answers change: the next one is taken with each question, the last one stays. */
    private static final class Names implements HostResolver {

        private final Deque<List<String>> answers = new ArrayDeque<>(List.of(List.of(PRIVATE)));
        private int questions;

        void answer(List<List<String>> then) {
            answers.clear();
            answers.addAll(then);
        }

        @Override
        public Future<List<InetAddress>> resolve(String host) {
            questions++;
            List<String> answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
            return Future.succeededFuture(answer.stream()
                    .map(NetUtil::createInetAddressFromIpAddressString)
                    .toList());
        }
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void a_name_that_points_there_is_refused() {
        Rejected refused = assertInstanceOf(
                Rejected.class,
                fixture.verdictOf(Orders.webhook("t", "http://internal.example:" + inside.port() + "/")));
        assertTrue(refused.error().contains("is no public address"), refused.error());
        assertUntouched();
    }

    @Test
    void one_private_address_among_public_ones_is_enough_to_refuse() {
        names.answer(List.of(List.of(PUBLIC, PRIVATE)));
        assertInstanceOf(
                Rejected.class, fixture.verdictOf(Orders.webhook("t", "http://mixed.example:" + inside.port() + "/")));
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "169.254.169.254",
                "10.0.0.1",
                "192.168.0.1",
                "0.0.0.0"
            })
    void an_address_there_is_refused(String host) {
        names.answer(List.of(List.of(host.replaceAll("[\\[\\]]", ""))));
        assertInstanceOf(
                Rejected.class,
                fixture.verdictOf(Orders.webhook("t", "http://" + host + ":" + inside.port() + "/latest/meta-data")));
        assertUntouched();
    }

    @Test
    void a_redirect_there_is_not_followed() {
        names.answer(List.of(List.of(PUBLIC)));
        Receiver outside = publicOn(0, "http://" + PRIVATE + ":" + inside.port() + "/");
        Failed failed = assertInstanceOf(
                Failed.class, fixture.verdictOf(Orders.webhook("t", "http://public.example:" + outside.port() + "/")));
        assertTrue(failed.error().startsWith("HTTP 302 (redirects are not followed)"), failed.error());
        assertUntouched();
    }

    @Test
    void a_name_that_is_bound_anew_between_check_and_connection_gains_nothing() {
        names.answer(List.of(List.of(PUBLIC), List.of(PRIVATE)));
        Receiver outside = publicOn(inside.port(), null);
        String url = "http://rebinding.example:" + inside.port() + "/";

        assertEquals(new Succeeded(), fixture.verdictOf(Orders.webhook("t1", url)));
        assertEquals(1, names.questions, "the address that was checked is the one that was connected to");
        assertEquals(1, outside.requests());

        assertInstanceOf(Rejected.class, fixture.verdictOf(Orders.webhook("t2", url)));
        assertEquals(2, names.questions, "and the next attempt asks and checks again");
        assertEquals(1, outside.requests());
        assertUntouched();
    }

    private void assertUntouched() {
        assertEquals(0, inside.connections());
    }

    /** A server on 127.0.0.2; on a port of its own for 0. */
    private Receiver publicOn(int port, @Nullable String redirect) {
        return Receiver.startAt(fixture.vertx, PUBLIC, port, request -> {
            if (redirect != null) {
                request.response().putHeader("location", redirect);
            }
            Receiver.reply(request, redirect == null ? 200 : 302, "");
        });
    }
}
