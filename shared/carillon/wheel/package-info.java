/**
 * A hierarchical timing wheel: a pure data structure, longs in, longs out. It reads no clock and knows no thread.
 *
 * <p>Users need {@link carillon.wheel.TimingWheel} and {@link carillon.wheel.Expiry}; the rest of this page is for
 * whoever changes them.
 *
 * <h2>Levels and slots</h2>
 *
 * Write every tick as digits of 8 bits. The <em>front</em> is the tick up to which nothing is left on the wheel. A
 * timer lies on the level of the highest digit in which its deadline differs from the front, in the slot of that digit.
 * Level and slot together are a bucket: a list of timers in the order of arming.
 *
 * <pre>
 *   level   slot spans      level spans    slots: digit of the front |, occupied #
 *     0     1 ms            256 ms         . . . . | . # . . . # . .    deadlines, exactly
 *     1     256 ms          65.5 s         . . . . . . . | . . # . .
 *     2     65.5 s          4.7 h          . | . . # # . . . . . . .
 *     3     4.7 h           49.7 d         . . . . . | . . . . . # .
 *     4     49.7 d          34.8 y         . . | . . . . . . . . . .
 * </pre>
 *
 * One bit tells of each bucket whether it is occupied, and the front only moves forwards: the earliest bucket is the
 * first bit set, in twenty longs, however long the time until then.
 *
 * <p>What has no bucket is a <em>stray</em>, in a heap beside the wheel: a timer whose tick the front has already
 * left, and one that differs from the front in a digit above all levels: it lies beyond the next multiple of 2^40, for
 * milliseconds since 1970 in 2039. So any long is a deadline.
 *
 * <h2>Memory</h2>
 *
 * A timer is read and written where the cache already is. A bucket is a chain of chunks of 256 bytes, 30 timers each,
 * one behind the other: few chunks are written to at a time, and firing and moving down read in order. The ticks of a
 * bucket share their upper 32 bits, so 8 bytes hold the rest of the deadline and the handle. The only thing a handle
 * leads to is its place in a chunk, one int. That is 13 bytes a timer. Disarming leaves a gap; two neighbours that fit
 * into one chunk are joined, so that two in a row are more than half full, but for the first two of a bucket and the
 * last two. With the reserve of places that makes 23 bytes at most, and those at the ends 1.0 MB if all buckets have
 * them.
 *
 * <h2>Worked example</h2>
 *
 * The wheel starts at 100. Timers are armed for 103, 300 and 70000.
 *
 * <pre>
 *                 103 =     103     differs in digit 0    level 0, slot 103
 *                 300 =    1:44     differs in digit 1    level 1, slot 1, from 256 on
 *               70000 = 1:17:112    differs in digit 2    level 2, slot 1, from 65536 on
 *   nextDeadline                    103
 *   poll(102)     nothing
 *   poll(103)     hands out 103     nextDeadline is 256, the start of a bucket, not yet a deadline
 *   poll(256)     nothing           the front is 256: 300 cascades to level 0, slot 44; nextDeadline is 300
 *   poll(80000)   hands out 300;    the front jumps to 65536: 70000 cascades to level 1, slot 17;
 *                                   the front jumps to 69888: 70000 cascades to level 0, slot 112;
 *                 hands out 70000   nothing is left; the front is 80000
 * </pre>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>The front never moves back, and never beyond the latest time polled with. No timer on a level lies before it.
 *   <li>Every timer of a lower level is due before every timer of a higher one, but for a bucket that cascades, and
 *       every timer of a slot before those of later slots, since they share all higher digits with the front.
 *   <li>Hence the front enters a bucket of a higher level only when all lower levels are empty. That bucket cascades:
 *       its timers move to lower levels, never up, so each moves at most once a level and is not looked at in between.
 *   <li>Equal deadlines lie in one bucket in the order of arming, or during a cascade in two. What is armed for the
 *       ticks of a bucket that still cascades goes behind it, not below it, even if the cascade is spread over several
 *       polls. Each arming moves one timer down in return, so that a cascade ends.
 *   <li>A stray before the front is due before all that is on the wheel. A stray beyond all levels stays one when the
 *       front comes near; of its equals on the wheel it is the eldest, since they were armed later. So a stray is
 *       handed out before what is due at the same tick.
 *   <li>Arming a stray costs the logarithm of their number, but constant time if none is due later, as a backlog is
 *       read. After a jump of time backwards strays are what is armed for ticks before the front.
 *   <li>What is armed or re-armed from within a poll for a time already reached is set aside until the poll is over, so
 *       a poll ends whatever its expiries do.
 * </ul>
 *
 * <h2>What can go wrong</h2>
 *
 * <ul>
 *   <li>An expiry throws: its timer is consumed, the batch goes on, the first failure is thrown at the end of the poll
 *       with the others suppressed in it.
 *   <li>An expiry refuses: the poll ends, the timer keeps its place.
 *   <li>The wheel is full: {@code arm} throws and nothing has changed.
 *   <li>A handle is kept after its timer was consumed or disarmed: it is refused while free, but once used again it
 *       names another timer. Whoever keeps handles forgets them when their timers end.
 *   <li>Time jumps forwards: everything due is handed out, limit by limit. Time jumps backwards: nothing fires until it
 *       has reached the deadline again.
 *   <li>A poll is nested in a poll: it is refused.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * G. Varghese and T. Lauck, <cite>Hashed and Hierarchical Timing Wheels</cite>, SOSP 1987, scheme 7. Placing by the
 * highest differing digit, which makes slots line up with digits, is that of a radix heap: R. Ahuja, K. Mehlhorn, J.
 * Orlin and R. Tarjan, <cite>Faster Algorithms for the Shortest Path Problem</cite>, JACM 37(2), 1990. Chains of chunks
 * are unrolled linked lists: Z. Shao, J. Reppy and A. Appel, <cite>Unrolling Lists</cite>, LFP 1994.
 */
@NullMarked
package carillon.wheel;

import org.jspecify.annotations.NullMarked;
