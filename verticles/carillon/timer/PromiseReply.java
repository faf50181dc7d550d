package carillon.timer;

import carillon.bus.BusFailure;
import io.vertx.core.Promise;

/** A reply that completes a promise. */
record PromiseReply<R>(Promise<R> promise) implements Reply<R> {

    @Override
    public void answered(R answer) {
        promise.complete(answer);
    }

    @Override
    public void failed(BusFailure failure) {
        promise.fail(failure);
    }
}
