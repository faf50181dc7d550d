package carillon.wheel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.wheel.SortedList.Timer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimingWheelModelTest {
    private static final int SEEDS = 1_000;
    private static final int STEPS = 300;
    private static final long[] STARTS = {0, -70, 1_750_000_000_000L, Long.MAX_VALUE - 100_000, Long.MIN_VALUE};

    @Test
    void the_wheel_does_what_a_sorted_list_does_whatever_happens() {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                new Run(new Random(seed)).steps();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
            }
        }
    }

    private static final class Planned extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final class Run {
        private final Random random;
        private final SortedList model = new SortedList();
        private final TimingWheel wheel;
        private final int capacityMax;
        private final int cascadesMax;
        private long now;
        private int planned;
        private boolean refused;

        Run(Random random) {
            this.random = random;
            now = STARTS[random.nextInt(STARTS.length)];
            capacityMax = 1 + random.nextInt(1 << random.nextInt(1, 10));
            cascadesMax = random.nextBoolean() ? 10_000 : 1 + random.nextInt(5);
            wheel = new TimingWheel(now, capacityMax, cascadesMax);
        }

        void steps() {
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(3) == 0) {
                    moveTime();
                    poll(random.nextInt(4) == 0 ? random.nextInt(5) : Integer.MAX_VALUE);
                } else {
                    change();
                }
                assertEquals(model.timers().size(), wheel.size());
                assertTrue(wheel.nextDeadline() <= model.firstDeadline());
            }
            model.timers().forEach(timer -> assertEquals(timer.deadline(), wheel.deadline(timer.handle())));
        }

        private void moveTime() {
            switch (random.nextInt(10)) {
                case 0 -> now -= distance();
                case 1, 2, 3 -> now = Math.max(now, wheel.nextDeadline());
                case 4 -> now = Math.max(now, model.firstDeadline());
                default -> now += distance();
            }
        }

        private void poll(int limit) {
            long armingsBefore = model.armings();
            planned = 0;
            refused = false;
            Fired fired = new Fired();
            Expiry expiry = (handle, deadline) -> expire(handle, deadline, armingsBefore, fired);
            try {
                assertEquals(fired.handles, fired.handles.subList(0, wheel.poll(now, limit, expiry)));
                assertEquals(0, planned);
            } catch (Planned first) {
                assertEquals(planned, 1 + first.getSuppressed().length);
                for (Throwable other : first.getSuppressed()) {
                    assertInstanceOf(Planned.class, other);
                }
            }
            if (!refused && fired.handles.size() < limit) {
                checkNothingLeft(armingsBefore);
            }
        }

        private void checkNothingLeft(long armingsBefore) {
            if (model.firstDue(now, armingsBefore).isPresent()) {
                assertTrue(cascadesMax < 10_000, "a due timer was left");
                assertTrue(wheel.nextDeadline() <= now, "what was left is not announced");
            } else if (cascadesMax == 10_000 && model.firstDeadline() > now) {
                assertTrue(wheel.nextDeadline() > now, "a busy wake-up");
            }
        }

        private boolean expire(int handle, long deadline, long armingsBefore, Fired fired) {
            Timer expected = model.firstDue(now, armingsBefore).orElseThrow();
            assertEquals(expected.handle(), handle);
            assertEquals(expected.deadline(), deadline);
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                change();
            }
            if (random.nextInt(20) == 0) {
                refused = true;
                return false;
            }
            model.consume(expected);
            fired.expire(handle, deadline);
            if (random.nextInt(10) == 0) {
                planned++;
                throw new Planned();
            }
            return true;
        }

        private void change() {
            switch (random.nextInt(6)) {
                case 0 -> disarm(random.nextInt(capacityMax));
                case 1 -> rearm(random.nextInt(capacityMax));
                default -> arm();
            }
        }

        private void arm() {
            long deadline = deadline();
            if (model.timers().size() == capacityMax) {
                assertThrows(IllegalStateException.class, () -> wheel.arm(deadline));
            } else {
                model.arm(wheel.arm(deadline), deadline);
            }
        }

        private void disarm(int handle) {
            assertEquals(model.disarm(handle), wheel.disarm(handle));
        }

        private void rearm(int handle) {
            long deadline = deadline();
            if (model.disarm(handle)) {
                model.arm(handle, deadline);
                wheel.rearm(handle, deadline);
            } else {
                assertThrows(IllegalArgumentException.class, () -> wheel.rearm(handle, deadline));
                assertFalse(wheel.disarm(handle));
            }
        }

        private long deadline() {
            return switch (random.nextInt(16)) {
                case 0 -> Long.MAX_VALUE;
                case 1 -> random.nextLong();
                case 2, 3 -> now - distance();
                case 4, 5, 6, 7 -> likeAnother();
                default -> now + distance();
            };
        }

        private long likeAnother() {
            int count = model.timers().size();
            return count == 0 ? now : model.timers().get(random.nextInt(count)).deadline();
        }

        private long distance() {
            return random.nextLong(1L << random.nextInt(1, 42));
        }
    }
}
