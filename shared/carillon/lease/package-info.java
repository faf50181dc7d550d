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
 * and what to cede ({@link carillon.lease.Spread}), so that shards are spread evenly and only those move that have to.
 * A {@link carillon.lease.Holding} says who owns a shard, and under which <em>term</em>: the fencing token that every
 * write of an owner carries.
 *
 * <h2>A shard</h2>
 *
 * <pre>
 *               claim: term + 1             lease of the owner ran out, or was ended on a report
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
 *                              ttl − margin passed since the last granted renewal was sent, or
 *             first renewal    others are reported gone that are as many as we are, or more
 *   starting ───────────────► trusted ────────────────────────────────────────────────────────────► untrusted
 *      ▲                         ▲                                                                    │ │
 *      │                         └──────────────────── renewal granted ───────────────────────────────┘ │
 *      └──── another id ──────── expelled ◄─────────── renewal refused: another ended the lease ────────┘
 *
 *   trusted ── told to leave ──► leaving ── all shards ceded, or nobody else stays by a board of after ──► resigned
 *                                           it was written that it leaves
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
 * <pre>
 *   window    end  = sent + ttl − margin, on the monotonic clock of the one who renews
 *   lapse     at   = granted + ttl, on the database's clock; later than the end of every window it granted
 *   quota     of a holder = ⌊shards / holders⌋, and 1 more for as many holders as there are shards left over
 *   moves     = Σ what each holder has beyond its quota + what nobody has that stays; on 3 → 4 → 3 holders of
 *             64 shards 16 each time
 *   at a time = of what a holder has beyond its quota, by one board ⌊shards / 16⌋, at least 1; all that nobody has,
 *             and all of a holder that leaves; to one that was not there three seconds ago only the last two
 *   report    is acted on by those who stay if gone ≤ here, and makes them doubt their own lease if gone ≥ here
 *   linger    = lapse of the ended leases − now: until then nothing is changed for users
 * </pre>
 *
 * <h2>A report of death</h2>
 *
 * The cluster reports a member gone long before its leases run out, and may be wrong: the member may be alive, and cut
 * off from the others only. So a report takes nothing for granted. The leases of its holders are ended in the database
 * first, in a transaction of its own and under the locks of their rows: from then on they can renew nothing, whatever
 * they believe. Then their shards are claimed, which raises the terms: from then on they can record nothing. Then the
 * successor fires, at once. What can be said of one that lives nevertheless:
 *
 * <ul>
 *   <li>It records nothing, and no task has two outcomes.
 *   <li>It sends until it hears that it was expelled: when it finds the others gone it renews before it fires again,
 *       else with its next renewal, a third of the ttl later at most, and if it does not reach the database when its
 *       window is over. Only for that long two may attempt one occurrence, and their receivers can tell the attempts
 *       apart: the successor's term is higher.
 *   <li>Nothing that a user was told not to happen any more happens: cancels, pauses and all other changes wait until
 *       the ended leases would have run out, and with them every window.
 * </ul>
 *
 * Who ends whom is decided by numbers: where a cluster falls into parts only the greater ends leases
 * ({@link carillon.lease.Departure}), so that one that is cut off does not expel all others. Two equal parts both try;
 * the rows are locked in the order of their ids, and the second finds that its own lease was ended.
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
 *   <li>A holder that joins or leaves moves only the shards that it gains or loses. One that joins gets them bit by
 *       bit, because it has to read all that is due of them while its process does everything for the first time; what
 *       was not ceded yet is ceded by a later board, to the same holder. Holders that act on different
 *       boards may move more, but come to rest: what is left to do is always the rest of one and the same plan.
 *   <li>A lease that is ended before it ran out keeps its lapse in the database, so that whoever has the shards by then
 *       knows until when an owner before may be at work.
 * </ul>
 *
 * <h2>What can go wrong</h2>
 *
 * <ul>
 *   <li>An owner dies: its process is reported gone, mostly within half a second, and its shards are taken at once.
 *       Where no report comes they lapse after the ttl, and are claimed with the next renewals of the others. The
 *       inheritance is not <em>clean</em>: what is overdue may have killed it, and has its attempts written down first.
 *   <li>An owner stops and goes on (SIGSTOP, a long collection): its window is over, so it fires nothing. If its shards
 *       were claimed its renewal is refused, and what it had in flight is another's; else it goes on as before.
 *   <li>The host of an owner is suspended and wakes (a virtual machine that was paused, a laptop): its monotonic clock
 *       may have stood still, so it believes the rest of a window that is long over, ttl − margin at most of its own
 *       time, less where its next renewal is refused before. Until then it sends under its old term, beside the
 *       successor and even what was cancelled meanwhile, for the leases lapsed and nobody waits for their windows. It
 *       records nothing.
 *   <li>A call of a handler in another process was handed to the bus within the window, and its connection is still
 *       being made, or has stalled: it arrives when that has come about, after the window and even after the attempt's
 *       time-out, when another may be attempting the occurrence, or its task was cancelled. Two processes have no clock
 *       in common by which it could be refused. It carries its term and its attempt, by which the handler can tell;
 *       an answer after the time-out is not taken. A connection that cannot be made is given up, with what waits for
 *       it, after a minute.
 *   <li>An owner is cut off from the database: it fires until its window is over, and then the same.
 *   <li>An owner is cut off from the other nodes, not from the database: it is reported gone and expelled, and starts
 *       anew under another id, which nobody reported gone. It gets its share again, with hand-overs that nobody hears:
 *       it reclaims what the board twice shows as its own.
 *   <li>Most of a cluster dies at once: those who are left cannot know that it is not they who are cut off, and wait
 *       for the leases to run out.
 *   <li>A member is reported gone to some only: they take their shares, and tell the others that leases were ended, who
 *       see it on the board.
 *   <li>A member is reported gone to one that was cut off itself for a while, and lives on: the report is believed for
 *       a ttl, by the end of which a dead one's lease is over. Until then its shards may be taken, and it starts anew.
 *   <li>A commit of an owner has an unknown outcome: it reclaims the shard, and writes no more to it before that. The
 *       old write landed or never will. Where the commit was to give the shard to a successor nothing of it is fired
 *       either, for the successor may be firing.
 *   <li>Two claim one shard, having read different boards: the row's lock lets one in, and the other gains nothing.
 *   <li>An owner resigns while attempts of a shard are under way: that shard is left with it, dead as it is, and is
 *       inherited as if it had died. The others are free and clean.
 *   <li>A successor is gone, or leaves itself, when shards are ceded to it by an older board: they stay with their
 *       owner under its term, which goes on and cedes them by a later board. If it goes in the same moment they are
 *       free, and not clean, for nobody heard what is in flight.
 *   <li>A successor is there, but its slice of the hand-over got lost: it is told again. If it never hears it reclaims
 *       what the board twice shows as its own.
 *   <li>A slice of a hand-over comes late, when its shards had other owners, or twice: it is for a holder that is no
 *       more, or of a term that a board, or what was ours, has gone beyond. Nothing of it is believed, and what it
 *       would have had fired is not.
 *   <li>The database's clock is set back: dead owners are noticed later. It is set forward: leases end early, and
 *       while the window of the old owner lasts two may attempt the same occurrence; only one can record it.
 * </ul>
 */
@NullMarked
package carillon.lease;

import org.jspecify.annotations.NullMarked;
