package bench.peer;

import io.vertx.core.json.JsonObject;
import java.util.SplittableRandom;

/** The measurements that a process of a peer makes when it is told to. */
record Works(Peer peer, Voice voice) {
    private static final int SLICE_MILLIS = 100;
    private static final int LEAD_MILLIS = 2_000;
    private static final int SPREAD_MILLIS = 1_000;
    private static final int GRACE_MILLIS = 10_000;

    void enqueue(int atOnce, int seconds) throws Exception {
        timed(seconds, going -> peer.enqueueAtOnce(atOnce, going));
    }

    void bulk(int seconds) throws Exception {
        timed(seconds, peer::enqueueBulk);
    }

    private interface Work {
        void until(Going going) throws Exception;
    }

    private void timed(int seconds, Work work) throws Exception {
        Going going = new Going();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                work.until(going);
            } catch (Exception e) {
                going.fail(e);
            }
        });
        Load.pause(seconds * 500L);
        voice.mark(going.done());
        going.times().reset();
        Load.pause(seconds * 500L);
        voice.done(going.done());
        going.stop();
        thread.join();
        going.check();
        voice.end(going.done(), going.times().percentiles());
    }

    /** Creates jobs that are due, while nothing is run. */
    void load(long jobs) throws Exception {
        Going going = new Going();
        Load.threads(peer.bulkCalls(), going, () -> {
            peer.enqueueMany(Load.same(System.currentTimeMillis(), peer.batch()));
            going.add(peer.batch());
            if (going.done() >= jobs) {
                going.stop();
            }
        });
        going.check();
        voice.end(going.done());
    }

    /** Runs what was loaded for some time, or until nothing is left. */
    void drain(long loaded, int seconds) throws Exception {
        peer.startWorkers();
        long start = System.nanoTime();
        boolean marked = false;
        while (System.nanoTime() - start < seconds * 1_000_000_000L && peer.called() < loaded) {
            if (!marked && System.nanoTime() - start >= seconds * 500_000_000L) {
                voice.mark(peer.called());
                marked = true;
            }
            Load.pause(10);
        }
        voice.done(peer.called());
        voice.end(peer.called(), new JsonObject().put("emptied", peer.called() >= loaded));
    }

    /** Creates jobs that are due at once, as fast as they are run. */
    void life(int seconds) throws Exception {
        peer.startWorkers();
        Going going = new Going();
        long begun = peer.called();
        Thread creators = Thread.ofPlatform().start(() -> {
            try {
                Load.threads(peer.bulkCalls(), going, () -> createIfFew(going, begun));
            } catch (InterruptedException e) {
                going.fail(e);
            }
        });
        Load.pause(seconds * 500L);
        voice.mark(peer.called() - begun);
        Load.pause(seconds * 500L);
        voice.done(peer.called() - begun);
        going.stop();
        creators.join();
        going.check();
        awaitCalled(begun + going.done());
        long called = peer.called() - begun;
        voice.end(going.done(), new JsonObject().put("created", going.done()).put("called", called));
    }

    private void awaitCalled(long jobs) throws InterruptedException {
        long end = System.currentTimeMillis() + GRACE_MILLIS;
        while (peer.called() < jobs && System.currentTimeMillis() < end) {
            Load.pause(100);
        }
    }

    private void createIfFew(Going going, long begun) throws Exception {
        if (going.done() - (peer.called() - begun) > peer.backlogMax()) {
            Load.pause(1);
            return;
        }
        peer.enqueueMany(Load.same(System.currentTimeMillis(), peer.batch()));
        going.add(peer.batch());
    }

    /**
     * Creates jobs at a steady rate, each two to three seconds ahead of its instant, and tells how late they ran. Those
     * of the first seconds, or of the first half if that is shorter, are not counted.
     */
    void lateness(int rate, int seconds) throws Exception {
        peer.startWorkers();
        SplittableRandom random = new SplittableRandom(7);
        long begin = System.currentTimeMillis();
        long from = begin + LEAD_MILLIS + SPREAD_MILLIS + Math.min(5_000, seconds * 500L);
        long to = from + seconds * 1000L;
        peer.record(from, to, rate * (seconds + 2) * 2);
        long created = 0;
        long expected = 0;
        long behind = 0;
        boolean marked = false;
        for (long slice = begin; slice + LEAD_MILLIS < to; slice += SLICE_MILLIS) {
            Load.pause(slice - System.currentTimeMillis());
            behind = Math.max(behind, System.currentTimeMillis() - slice);
            if (!marked && slice >= from) {
                voice.mark(peer.called());
                marked = true;
            }
            long[] dues = new long[rate * SLICE_MILLIS / 1000];
            for (int i = 0; i < dues.length; i++) {
                dues[i] = slice + LEAD_MILLIS + random.nextInt(SPREAD_MILLIS);
                expected += dues[i] >= from && dues[i] < to ? 1 : 0;
            }
            peer.enqueueMany(dues);
            created += dues.length;
        }
        Load.pause(to - System.currentTimeMillis());
        voice.done(peer.called());
        awaitCalled(created);
        voice.end(created, peer.lateness().put("expected", expected).put("creatorBehindMillis", behind));
    }
}
