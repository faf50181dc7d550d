package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import carillon.message.StoreMessage;
import carillon.message.WebhookSecrets;
import carillon.message.WebhookSecrets.Status;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class SecretsTest {

    @AutoClose
    private final StoreRig rig = StoreRig.open();

    @Test
    void a_rotation_has_two_sign_until_the_older_is_retired() {
        WebhookSecrets.Secret first = active().getFirst();
        WebhookSecrets rotated = rig.ask(new StoreMessage.RotateSecrets());
        assertEquals(Status.DONE, rotated.status());
        assertEquals(first, rotated.active().get(1), "the newest comes first");
        assertNotEquals(first.key(), rotated.active().get(0).key());
        assertEquals(
                rotated.active().stream().map(WebhookSecrets.Secret::key).toList(),
                rig.ask(new StoreMessage.AskConstants()).webhookSecrets());

        assertEquals(Status.DONE, retire(first.id()));
        assertEquals(List.of(rotated.active().get(0)), active());
        assertEquals(Status.UNKNOWN, retire(first.id()));
    }

    @Test
    void the_last_one_stays() {
        assertEquals(Status.NOT_NOW, retire(active().getFirst().id()));
        assertEquals(1, active().size());
    }

    @Test
    void of_rotations_at_once_one_is_made() {
        List<Future<WebhookSecrets>> rotations = Stream.generate(() -> rig.asking(new StoreMessage.RotateSecrets()))
                .limit(5)
                .toList();
        long done = rotations.stream()
                .map(StoreRig::await)
                .filter(each -> each.status() == Status.DONE)
                .count();
        assertEquals(1, done);
        assertEquals(2, active().size());
    }

    private List<WebhookSecrets.Secret> active() {
        return rig.ask(new StoreMessage.AskSecrets()).active();
    }

    private Status retire(long id) {
        return rig.ask(new StoreMessage.RetireSecret(id)).status();
    }
}
