package carillon.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.Message;
import carillon.bus.Request;
import carillon.bus.WireCodec;
import carillon.bus.WireException;
import carillon.message.TimerMessage.HandOver;
import carillon.task.Action;
import io.vertx.core.buffer.Buffer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ProtocolsTest {

    private static final long SEED = 42;

    private final WireCodec codec = Protocols.codec();

    @TestFactory
    Stream<DynamicTest> every_message_arrives_as_it_was_sent() {
        return Protocols.ALL.stream()
                .flatMap(protocol -> Samples.recordsOf(protocol).stream())
                .distinct()
                .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> {
                    Samples samples = new Samples(SEED);
                    for (int i = 0; i < 50; i++) {
                        assertArrives((Message) samples.record(type));
                    }
                }));
    }

    @Test
    void a_codec_practises_on_a_hand_over_with_all_that_one_brings() {
        HandOver slice = PracticeSlice.handOver();
        assertArrives(slice);
        assertFalse(slice.shards().isEmpty());
        assertFalse(slice.inFlight().isEmpty());
        Set<Class<?>> actions = slice.soon().stream()
                .map(pending -> pending.definition().action().getClass())
                .collect(Collectors.toSet());
        assertEquals(Set.of(Action.Webhook.class, Action.Handler.class), actions);
    }

    @Test
    void every_answer_to_a_request_may_travel() {
        for (Class<?> protocol : Protocols.ALL) {
            for (Class<?> type : Samples.recordsOf(protocol)) {
                for (Type implemented : type.getGenericInterfaces()) {
                    if (implemented instanceof ParameterizedType request && request.getRawType() == Request.class) {
                        Class<?> answer = (Class<?>) request.getActualTypeArguments()[0];
                        assertTrue(codec.covers(answer), () -> type + " is answered by " + answer);
                    }
                }
            }
        }
    }

    @Test
    void bytes_that_were_cut_or_changed_are_refused_or_read_but_never_do_anything_else() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        Samples samples = new Samples(SEED);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            Buffer wire = Buffer.buffer();
            codec.encodeToWire(wire, (Message) samples.of(TimerMessage.class));
            Buffer broken = random.nextBoolean() ? wire.getBuffer(0, random.nextInt(wire.length())) : wire.copy();
            if (broken.length() > 0) {
                broken.setByte(random.nextInt(broken.length()), (byte) random.nextInt(256));
            }
            try {
                assertTrue(codec.decodeFromWire(0, broken) instanceof TimerMessage, "seed " + SEED);
            } catch (WireException e) {
                refused++;
            }
        }
        assertTrue(refused > 1_000, "only " + refused + " were refused, seed " + SEED);
    }

    @Test
    void a_message_of_another_version_is_refused_with_both_versions_named() {
        Buffer wire = Buffer.buffer();
        codec.encodeToWire(wire, new TimerMessage.HandlerUp("a"));
        wire.setByte(0, (byte) 9);
        WireException refusal = assertThrows(WireException.class, () -> codec.decodeFromWire(0, wire));
        assertEquals("it speaks version 9 of the protocol, and this node 2", refusal.getMessage());
    }

    @Test
    void a_type_that_is_no_part_of_the_protocols_is_not_written() {
        record Stranger() implements Message {}
        assertThrows(IllegalArgumentException.class, () -> codec.encodeToWire(Buffer.buffer(), new Stranger()));
    }

    private void assertArrives(Message message) {
        Buffer out = Buffer.buffer("before");
        codec.encodeToWire(out, message);
        assertEquals(message, codec.decodeFromWire("before".length(), out));
    }
}
