package carillon;

import carillon.bus.Bus;
import carillon.cluster.JoinedCluster;
import carillon.message.TimerMessage;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import io.vertx.core.Vertx;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Tells the timers of this process which members of the cluster are gone, as soon as Hazelcast knows it. Vert.x tells
 * the same only after it has put its own maps in order, which takes locks.
 */
final class Departures implements MembershipListener {

    private static final Logger LOG = System.getLogger(Departures.class.getName());

    private volatile @Nullable Vertx told;

    /** Names who is to be told; before that nobody is, and nothing is held yet. */
    void tell(Vertx vertx) {
        told = vertx;
    }

    @Override
    public void memberAdded(MembershipEvent event) {}

    @Override
    public void memberRemoved(MembershipEvent event) {
        Vertx vertx = told;
        String member = event.getMember().getAttribute(JoinedCluster.NODE_ID);
        LOG.log(
                Level.INFO,
                "The cluster lost the member at {0}",
                event.getMember().getAddress());
        if (vertx != null && member != null) {
            new Bus(vertx).publishHere(TimerMessage.ALL, new TimerMessage.MemberGone(member));
        }
    }
}
