package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.Bus;
import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.bus.Message;
import carillon.e2e.LocalNode;
import carillon.e2e.Waiting;
import carillon.lease.Board;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.Constants;
import carillon.message.Inheritance;
import carillon.message.Protocols;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.AskConstants;
import carillon.message.StoreMessage.AskTime;
import carillon.message.StoreMessage.Claim;
import carillon.message.StoreMessage.Claimed;
import carillon.message.StoreMessage.Done;
import carillon.message.StoreMessage.Leave;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Renewed;
import carillon.message.StoreMessage.Resign;
import carillon.message.StoreMessage.TimeRead;
import carillon.message.TimerMessage;
import carillon.message.TimerMessage.LeaveShards;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A timer that stops, with the only shard there is, at a store that does not do all it is asked for. */
class TimerVerticleTest {

    private static final long ANSWER_MILLIS_MAX = 30_000;
    private static final long MICROS = ManualWorld.START * 1_000;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger leaves = new AtomicInteger();
    private volatile int leavesRefused;
    private volatile boolean isOwned;
    private volatile boolean isRead;

    @AfterEach
    void stop() {
        LocalNode.await(vertx.close());
    }

    @Test
    void a_wish_to_leave_that_the_store_refused_is_written_a_moment_later() {
        leavesRefused = 1;
        deploy(10_000);
        leave();
        assertEquals(2, leaves.get());
    }

    @Test
    void a_timer_that_gave_up_leaving_does_not_wait_for_it_again_when_it_stops() {
        leavesRefused = Integer.MAX_VALUE;
        String timer = deploy(1_000);
        leave();
        int asked = leaves.get();
        LocalNode.await(vertx.undeploy(timer));
        assertEquals(1, leaves.get() - asked, "it asks once more, and does not wait for what it is told");
    }

    @Test
    void a_timer_that_was_alone_does_not_wait_long_for_a_store_that_cannot_tell_whether_it_still_is() {
        leavesRefused = Integer.MAX_VALUE;
        deploy(3_600_000);
        leave();
        assertTrue(leaves.get() > 1, "it asks again and again");
    }

    private String deploy(int drainMillis) {
        Bus.install(vertx, Protocols.codec());
        LocalNode.await(new Bus(vertx).serve(StoreMessage.ADDRESS, this::answer).completion());
        String timer = LocalNode.await(vertx.deployVerticle(
                TimerVerticle.class,
                new DeploymentOptions().setConfig(new JsonObject().put("timer.drainMillis", drainMillis))));
        Waiting.until(() -> "the shard is read", () -> isRead);
        return timer;
    }

    private void leave() {
        Bus bus = new Bus(vertx);
        LocalNode.await(bus.request(TimerMessage.ALL, new LeaveShards(bus.member()), ANSWER_MILLIS_MAX));
    }

    private Future<? extends Message> answer(StoreMessage message) {
        return switch (message) {
            case AskConstants ask -> Future.succeededFuture(new Constants(1, List.of(), null));
            case AskTime ask -> Future.succeededFuture(new TimeRead(MICROS));
            case Renew renew -> Future.succeededFuture(new Renewed(true, MICROS, board(renew)));
            case Claim claim -> {
                isOwned = true;
                Holding held = new Holding(0, claim.holder(), 1);
                yield Future.succeededFuture(
                        new Claimed(List.of(new Inheritance(held, ManualWorld.START, ReadPoint.START, true))));
            }
            case Leave leave ->
                leaves.incrementAndGet() > leavesRefused ? Future.succeededFuture(new Done()) : refused();
            case Resign resign -> Future.succeededFuture(new Done());
            default -> {
                isRead |= isOwned;
                yield refused();
            }
        };
    }

    private static Future<Message> refused() {
        return Future.failedFuture(new BusFailure(FailureCode.UNAVAILABLE, "as told"));
    }

    private Board board(Renew renew) {
        return new Board(
                List.of(new Holder(renew.holder(), renew.address(), true)),
                List.of(new Holding(0, isOwned ? renew.holder() : null, isOwned ? 1 : 0)));
    }
}
