package carillon.timer;

import carillon.message.DeliveryMessage.Deliver;
import carillon.message.DeliveryMessage.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The orders of one turn, in a batch for each delivery instance that gets some. */
final class Orders {

    private final String self;
    private final Ports ports;
    private final Deliveries deliveries;
    private final Withdrawals withdrawals;
    private final Map<String, Batch> batches = new HashMap<>();

    /** Orders, and what they were given for, in the same order. */
    private record Batch(List<Order> orders, List<GivenOrder> given) {}

    Orders(String self, Ports ports, Deliveries deliveries, Withdrawals withdrawals) {
        this.self = self;
        this.ports = ports;
        this.deliveries = deliveries;
        this.withdrawals = withdrawals;
    }

    /** Adds the order that an entry was just given. */
    void add(String delivery, Entry entry, Order order) {
        Batch batch = batches.computeIfAbsent(delivery, name -> new Batch(new ArrayList<>(), new ArrayList<>()));
        batch.orders.add(order);
        batch.given.add(GivenOrder.of(entry));
    }

    /** Sends them. What finds nobody was not started, and goes to another instance. */
    void send() {
        batches.forEach((delivery, batch) ->
                ports.order(delivery, new Deliver(self, batch.orders), () -> foundNobody(delivery, batch)));
        batches.clear();
    }

    private void foundNobody(String delivery, Batch batch) {
        deliveries.gone(delivery);
        withdrawals.notStarted(batch.given, "its delivery is gone");
    }
}
