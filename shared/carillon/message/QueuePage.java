package carillon.message;

import carillon.bus.Message;
import java.util.List;

/** Queues, in the order of their names. */
public record QueuePage(List<QueueView> queues) implements Message {

    public QueuePage {
        queues = List.copyOf(queues);
    }
}
