package carillon.timer;

import carillon.bus.BusFailure;
import carillon.bus.Message;
import carillon.bus.Request;
import carillon.message.AttemptResult;
import carillon.message.DeliveryMessage;
import carillon.message.DeliveryMessage.Begun;
import carillon.message.DeliveryMessage.Deliver;
import carillon.message.DeliveryMessage.OrderName;
import carillon.message.DeliveryMessage.Withdrawn;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Done;
import carillon.message.TimerMessage.HandOver;
import java.util.List;

/**
 * Ports that give the owner its turn after each answer of the store, and to a withdrawal, because something may have
 * waited for it. Not after a failure: where all requests fail, turn would follow on turn.
 */
record PromptPorts(Ports ports, Runnable turn) implements Ports {

    @Override
    public <R extends Message, Q extends StoreMessage & Request<R>> void ask(Q request, Reply<R> reply) {
        ports.ask(request, prompt(reply));
    }

    @Override
    public void tell(String delivery, DeliveryMessage message) {
        ports.tell(delivery, message);
    }

    @Override
    public void order(String delivery, Deliver orders, Runnable foundNobody) {
        ports.order(delivery, orders, foundNobody);
    }

    @Override
    public void withdraw(String delivery, List<OrderName> orders, Reply<Withdrawn> reply) {
        ports.withdraw(delivery, orders, prompt(reply));
    }

    @Override
    public void askBegun(String delivery, List<Occurrence> occurrences, Reply<Begun> reply) {
        ports.askBegun(delivery, occurrences, reply);
    }

    @Override
    public void forward(String owner, List<AttemptResult> results) {
        ports.forward(owner, results);
    }

    @Override
    public void passOn(String owner, List<Pending> pending) {
        ports.passOn(owner, pending);
    }

    @Override
    public void announce(String self, List<Integer> shards) {
        ports.announce(self, shards);
    }

    @Override
    public void freed() {
        ports.freed();
    }

    @Override
    public void handOver(String owner, HandOver slice, boolean again, Reply<Done> reply) {
        ports.handOver(owner, slice, again, reply);
    }

    private <R> Reply<R> prompt(Reply<R> reply) {
        return new Reply<>() {
            @Override
            public void answered(R answer) {
                reply.answered(answer);
                turn.run();
            }

            @Override
            public void failed(BusFailure failure) {
                reply.failed(failure);
            }
        };
    }
}
