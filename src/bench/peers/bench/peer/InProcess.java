package bench.peer;

import io.vertx.core.json.JsonObject;

/** A peer whose jobs run in the process of its adapter. */
abstract class InProcess implements Peer {
    /** Told of each run. Static, because some peers make the objects that they run by themselves. */
    static final Calls CALLS = new Calls();

    @Override
    public long called() {
        return CALLS.count();
    }

    @Override
    public void record(long from, long to, int jobsMax) {
        CALLS.record(from, to, jobsMax);
    }

    @Override
    public JsonObject lateness() {
        return CALLS.lateness();
    }
}
