/**
 * A hierarchical timing wheel: a pure data structure, longs in, longs out. It reads no clock and knows no thread.
 *
 * <p>Users need {@link carillon.wheel.TimingWheel} and {@link carillon.wheel.Expiry}; the rest of this page is for
 * whoever changes them.
 *
 * <h2>Levels and slots</h2>
 *
 * Write every tick as digits of 6 bits. The <em>front</em> is the tick up to which nothing is left on the wheel. A
 * timer lies on the level of the highest digit in which its deadline differs from the front, in the slot of that digit.
 * Level and slot together are a bucket: a list of timers in the order of arming.
 *
 * <pre>
 *   level   slot spans      level spans    slots: digit of the front |, occupied #
 *     0     1 ms            64 ms          . . . . | . # . . . # . .    deadlines, exactly
 *     1     64 ms           4.1 s          . . . . . . . | . . # . .
 *     2     4.1 s           4.4 min        . | . . # # . . . . . . .
 *     3     4.4 min         4.7 h          . . . . . | . . . . . # .
 *     4     4.7 h           12.4 d         . . | . . . . . . . . . .
 *     5     12.4 d          2.2 y
 *    ...
 *    10     37 million y    every long     (4 bits: the sign and the highest three)
 * </pre>
 *
 * Eleven levels hold any long, so there is no overflow list, and {@code Long.MAX_VALUE} is a deadline like any other.
 * One long a level has a bit for each occupied bucket: the earliest bucket is found by one rotation and one count of
 * zeros on the lowest level that is not empty, however long the time until then.
 *
 * <h2>Worked example</h2>
 *
 * The wheel starts at 100, digits 1:36. Timers are armed for 103, 130 and 5000.
 *
 * <pre>
 *                 103 =   1:39     differs in digit 0    level 0, slot 39
 *                 130 =   2:2      differs in digit 1    level 1, slot 2, from 128 on
 *                5000 = 1:14:8     differs in digit 2    level 2, slot 1, from 4096 on
 *   nextDeadline                   103
 *   poll(102)     nothing
 *   poll(103)     hands out 103    nextDeadline is 128, the start of a bucket, not yet a deadline
 *   poll(128)     nothing          the front is 128: 130 cascades to level 0, slot 2; nextDeadline is 130
 *   poll(6000)    hands out 130;   the front jumps to 4096: 5000 cascades to level 1, slot 14;
 *                                  the front jumps to 4992: 5000 cascades to level 0, slot 8;
 *                 hands out 5000   nothing is left; the front is 6000
 * </pre>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>The front never moves back, and never beyond the latest time polled with. No timer on a level lies before it.
 *   <li>Every timer of a lower level is due before every timer of a higher one, and every timer of a slot before those
 *       of later slots, since they share all higher digits with the front.
 *   <li>Hence the front enters a bucket of a higher level only when all lower levels are empty. That bucket cascades:
 *       its timers move to lower levels, never up, so each moves at most once a level and is not looked at in between.
 *   <li>Equal deadlines lie in one bucket in the order of arming, or during a cascade in two. A cascade takes from the
 *       back and puts in front, so what was armed since the front entered the bucket stays behind what was there
 *       before, even if the cascade is spread over several polls.
 *   <li>A timer armed for a tick before the front is <em>late</em>. It waits in a heap of its own, and all that is late
 *       is due before all that is on the wheel. Only then can arming cost more than constant time; a backlog read in
 *       order of deadline does not. After a jump of time backwards the heap takes what is armed until the front is
 *       reached again.
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
 * Orlin and R. Tarjan, <cite>Faster Algorithms for the Shortest Path Problem</cite>, JACM 37(2), 1990.
 */
@NullMarked
package carillon.wheel;

import org.jspecify.annotations.NullMarked;
