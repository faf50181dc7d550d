package carillon.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.bus.Message;
import carillon.bus.WireCodec;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Payload;
import carillon.task.Trigger;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtocolsTest {

    private final WireCodec codec = Protocols.codec();

    @Test
    void a_creation_arrives_as_it_was_sent() {
        Definition definition = Definition.of(new Trigger.Every(30_000, null), new Action.Handler("dataSync"))
                .withPayload(Payload.of("{\"a\":1}"));
        assertArrives(new StoreMessage.Create(List.of(new NewTask("task001", true, definition))));
    }

    private void assertArrives(Message message) {
        Buffer out = Buffer.buffer("before");
        codec.encodeToWire(out, message);
        assertEquals(message, codec.decodeFromWire("before".length(), out));
    }
}
