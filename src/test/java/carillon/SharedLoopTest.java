package carillon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.e2e.LocalNode;
import carillon.e2e.LogLines;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.VerticleFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedLoopTest {

    /** Even, as there are by default: if a deployment took two turns, every other loop would never come. */
    private static final int LOOPS = 4;

    private Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));

    @AfterEach
    void close() {
        LocalNode.await(vertx.close());
    }

    @Test
    void what_is_deployed_on_it_runs_on_one_thread_whatever_was_deployed_between() {
        SharedLoop loop = new SharedLoop(vertx);
        List<Part> parts = Stream.generate(Part::new).limit(2 * LOOPS).toList();
        for (Part part : parts) {
            deploy(loop, part);
            LocalNode.await(vertx.deployVerticle(new Part()));
            for (int turn = 0; turn < parts.indexOf(part); turn++) {
                ((VertxInternal) vertx).createEventLoopContext();
            }
        }
        parts.forEach(part -> assertSame(parts.getFirst().thread, part.thread));
    }

    @Test
    void other_turns_leave_nothing_behind() {
        SharedLoop loop = new SharedLoop(vertx);
        deploy(loop, new Part());
        deploy(loop, new Part());
        assertEquals(2, vertx.deploymentIDs().size());
    }

    @Test
    void a_loop_is_shared_again_after_what_shared_one_is_gone() {
        LocalNode.await(vertx.undeploy(deploy(new SharedLoop(vertx), new Part())));
        SharedLoop loop = new SharedLoop(vertx);
        Part first = new Part();
        Part second = new Part();
        deploy(loop, first);
        deploy(loop, second);
        assertSame(first.thread, second.thread);
        assertEquals(2, vertx.deploymentIDs().size());
    }

    @Test
    void parts_that_are_deployed_at_once_are_each_deployed_once() {
        List<SharedLoop> loops = List.of(new SharedLoop(vertx), new SharedLoop(vertx));
        List<Part> parts = Stream.generate(Part::new).limit(6).toList();
        Promise<Object> all = Promise.promise();
        // On a context: none of them gets its result before all of them were begun.
        vertx.runOnContext(turn -> {
            List<Future<String>> deployed = new ArrayList<>();
            for (Part part : parts) {
                deployed.add(loops.get(deployed.size() % loops.size()).deploy(part, new DeploymentOptions()));
            }
            Future.all(deployed).<Object>mapEmpty().onComplete(all);
        });
        LocalNode.await(all.future());
        parts.forEach(part -> assertEquals(1, part.starts));
        assertEquals(parts.size(), vertx.deploymentIDs().size());
    }

    @Test
    void no_verticle_factory_stays_registered() {
        Set<VerticleFactory> before = vertx.verticleFactories();
        SharedLoop loop = new SharedLoop(vertx);
        deploy(loop, new Part());
        Part part = new Part();
        part.fault = new IllegalStateException("the port is in use");
        assertThrows(RuntimeException.class, () -> deploy(loop, part));
        assertEquals(before, vertx.verticleFactories());
    }

    @Test
    void a_part_gets_its_configuration_and_stops_when_it_is_undeployed() {
        SharedLoop loop = new SharedLoop(vertx);
        deploy(loop, new Part());
        Part part = new Part();
        String id = deploy(loop, part);
        assertEquals("this", part.given);
        LocalNode.await(vertx.undeploy(id));
        assertTrue(part.stopped);
    }

    @Test
    void a_part_is_known_by_its_own_name() {
        SharedLoop loop = new SharedLoop(vertx);
        deploy(loop, new Part());
        List<String> names = ((VertxInternal) vertx)
                .deploymentManager().deployments().stream()
                        .map(each -> each.deployment().identifier().replaceFirst("^shared-loop-\\d+:", ""))
                        .toList();
        assertEquals(List.of(Part.class.getName()), names);
    }

    @Test
    void a_part_that_does_not_start_is_not_tried_again() {
        SharedLoop loop = new SharedLoop(vertx);
        deploy(loop, new Part());
        Part part = new Part();
        part.fault = new IllegalStateException("the port is in use");
        assertThrows(RuntimeException.class, () -> deploy(loop, part));
        assertEquals(1, part.starts);
        assertEquals(1, vertx.deploymentIDs().size());
    }

    @Test
    void where_its_turn_does_not_come_a_part_runs_elsewhere_and_says_so() {
        LocalNode.await(vertx.close());
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(10 * VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE));
        SharedLoop loop = new SharedLoop(vertx);
        Part first = new Part();
        Part second = new Part();
        deploy(loop, first);
        try (LogLines log = new LogLines()) {
            deploy(loop, second);
            log.awaitLine(" INFO carillon.SharedLoop Part runs on an event loop of its own");
        }
        assertTrue(second.thread != null && second.thread != first.thread);
    }

    private static String deploy(SharedLoop loop, Part part) {
        JsonObject config = new JsonObject().put("given", "this");
        return LocalNode.await(loop.deploy(part, new DeploymentOptions().setConfig(config)));
    }

    private static final class Part extends VerticleBase {

        private volatile @Nullable Thread thread;
        private volatile String given = "";
        private volatile boolean stopped;
        private volatile int starts;
        private volatile @Nullable RuntimeException fault;

        @Override
        public Future<?> start() {
            starts++;
            thread = Thread.currentThread();
            given = Objects.requireNonNullElse(config().getString("given"), "");
            RuntimeException thrown = fault;
            return thrown == null ? Future.succeededFuture() : Future.failedFuture(thrown);
        }

        @Override
        public Future<?> stop() {
            stopped = true;
            return Future.succeededFuture();
        }
    }
}
