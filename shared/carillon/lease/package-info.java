/**
 * Who may act for a shard, and until when: the rules by which nodes share the work without ever meeting.
 *
 * <p>Pure values and pure rules; the statements that carry them out are the store's, the waiting is the timer's.
 *
 * <h2>Overview</h2>
 *
 * Every task belongs to one of a fixed number of shards ({@link carillon.lease.Shards}). One start of one timer
 * instance is a {@link carillon.lease.Holder}; it has one lease, which it renews three times in the time that the lease
 * lasts. Each renewal brings the {@link carillon.lease.Board}, from which a holder works out by itself what to claim
 * and what to cede ({@link carillon.lease.Spread}). A {@link carillon.lease.Holding} says who owns a shard, and under
 * which <em>term</em>: the fencing token that every write of an owner carries.
 *
 * <h2>A shard</h2>
 *
 * <pre>
 *               claim: term + 1                       lease of the owner ran out
 *   free ──────────────────────────► owned ────────────────────────────────────────► lapsed
 *    ▲                               │ │ ▲                                             │ │
 *    │  resign, cede to nobody:      │ │ │ reclaim, cede to a live holder: term + 1    │ │
 *    └───────────── term + 1 ────────┘ └─┤                                             │ │
 *                                        ├──────── renewal, nobody claimed it ─────────┘ │
 *                                        └──────── claim by another: term + 1 ───────────┘
 * </pre>
 *
 * <h2>A holder, as it sees itself</h2>
 *
 * <pre>
 *             first renewal            ttl − margin passed since the last granted renewal was sent
 *   starting ───────────────► trusted ────────────────────────────────────────────────────────────► untrusted
 *      ▲                         ▲                                                                    │ │
 *      │                         └──────────────────── renewal granted ───────────────────────────────┘ │
 *      └──── another id ──────── expelled ◄─────────── renewal refused: another took shards over ───────┘
 * </pre>
 *
 * <h2>The trust window</h2>
 *
 * <pre>
 *   holder, monotonic     sent ├────────── trusted: ttl − margin ──────────┤
 *   database                      granted ├─────────────────── lease: ttl ───────────────────┤ may be claimed
 * </pre>
 *
 * Only a trusted owner fires, and it lends delivery no more than the rest of its window; an untrusted one waits.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>A term never goes back, and a shard has one owner under each term. Every change of owner raises it.
 *   <li>A write of an owner lands only while the term it carries is the shard's. A change of owner waits for writes
 *       under way, and writes that come later find the new term.
 *   <li>A trust window ends before the lease it was granted with, whatever the two clocks show: it counts from before
 *       the database granted it, and the margin is more than two clocks drift apart in that time.
 *   <li>A renewal writes the holder's own row only, so it never waits for writes of tasks. Whoever takes shards over
 *       marks that row dead under its lock, so a renewal that comes too late is refused and never revives a lease.
 *   <li>The id of a holder is never used again: what an expelled holder still sends names nobody.
 *   <li>A holder that joins or leaves moves only the shards that it gains or loses.
 * </ul>
 *
 * <h2>What can go wrong</h2>
 *
 * <ul>
 *   <li>An owner dies: its shards lapse after the ttl, and are claimed with the next renewals of the others. The
 *       inheritance is not <em>clean</em>: what is overdue may have killed it, and has its attempts written down first.
 *   <li>An owner stops and goes on (SIGSTOP, a long collection): its window is over, so it fires nothing. If its shards
 *       were claimed its renewal is refused, and what it had in flight is another's; else it goes on as before.
 *   <li>An owner is cut off from the database: it fires until its window is over, and then the same.
 *   <li>A commit of an owner has an unknown outcome: it reclaims the shard, and writes no more to it before that. The
 *       old write landed or never will.
 *   <li>Two claim one shard, having read different boards: the row's lock lets one in, and the other gains nothing.
 *   <li>An owner resigns while attempts of a shard are under way: that shard is left with it, dead as it is, and is
 *       inherited as if it had died. The others are free and clean.
 *   <li>A successor is gone when shards are ceded to it: they are free, and not clean, for nobody heard what is in
 *       flight. It is there, but its slice of the hand-over got lost: it reclaims what the board twice shows as its
 *       own.
 *   <li>The database's clock is set back: dead owners are noticed later. It is set forward: leases end early, and
 *       while the window of the old owner lasts two may attempt the same occurrence; only one can record it.
 * </ul>
 */
@NullMarked
package carillon.lease;

import org.jspecify.annotations.NullMarked;
