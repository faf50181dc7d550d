package bench.peer;

import io.vertx.core.json.JsonObject;
import java.io.PrintStream;

/** Says what happens, a JSON line each. */
record Voice(PrintStream out) {
    void ready(Peer peer) {
        say(new JsonObject()
                .put("event", "ready")
                .put("version", peer.version())
                .put("settings", peer.settings())
                .put("pid", peer.pid())
                .put("client", ProcessHandle.current().pid()));
    }

    /** Half of the time is over: what follows is counted. */
    void mark(long jobs) {
        say(new JsonObject().put("event", "mark").put("jobs", jobs));
    }

    /** The time is over; what follows is not counted. */
    void done(long jobs) {
        say(new JsonObject().put("event", "done").put("jobs", jobs));
    }

    void end(long jobs) {
        end(jobs, new JsonObject());
    }

    /** All is over, with so many jobs from begin to end. */
    void end(long jobs, JsonObject more) {
        say(more.put("event", "end").put("jobs", jobs));
    }

    void failed(Throwable why) {
        say(new JsonObject().put("event", "failed").put("error", why.toString()));
    }

    private void say(JsonObject line) {
        out.println(line.encode());
        out.flush();
    }
}
