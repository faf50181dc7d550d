package carillon.timer;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.message.Changed;
import java.util.ArrayList;
import java.util.List;

/** A reply to changes that must not be made, which keeps why they were not. */
final class Refusals implements Reply<Changed> {

    final List<FailureCode> codes = new ArrayList<>();

    @Override
    public void answered(Changed answer) {
        throw new AssertionError("made by an owner that is about to lose the shard");
    }

    @Override
    public void failed(BusFailure failure) {
        codes.add(failure.code());
    }
}
