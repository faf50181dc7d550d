package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemResolverTest {

    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = new TestClock();
    private final SystemResolver resolver = new SystemResolver(vertx, clock);

    @AfterEach
    void close() {
        Waiting.await(vertx.close());
    }

    @Test
    void this_machine_is_known() {
        assertTrue(Waiting.await(resolver.resolve("localhost")).getFirst().isLoopbackAddress());
    }

    @Test
    void an_answer_is_remembered_for_a_moment() {
        Future<List<InetAddress>> first = resolver.resolve("127.0.0.1");

        assertSame(first, resolver.resolve("127.0.0.1"));
        clock.advance(TimeUnit.SECONDS.toNanos(5));
        assertNotSame(first, resolver.resolve("127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "127.1", "0x7f.1", "0x7f000001", "017700000001"})
    void odd_forms_of_an_address_get_past_no_guard(String host) {
        AddressGuard guard = new AddressGuard(false, List.of());

        List<InetAddress> addresses = Waiting.await(resolver.resolve(host).otherwise(List.of()));

        addresses.forEach(address -> assertTrue(guard.refuses(address), host + " is " + address));
    }

    @Test
    void a_scope_is_no_way_around_the_guard() {
        List<InetAddress> addresses =
                Waiting.await(resolver.resolve("fe80::1%lo").otherwise(List.of()));

        assertEquals(
                List.of(),
                addresses.stream()
                        .filter(a -> !new AddressGuard(true, List.of()).refuses(a))
                        .toList());
    }
}
