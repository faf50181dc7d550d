/**
 * Owns shards and decides when: reads what is due soon, arms it on the wheel, hands it to delivery when its instant has
 * come, and has its outcome recorded.
 *
 * <p>{@link carillon.timer.TimerVerticle} wires the bus to an {@link carillon.timer.Owner}, which knows no Vert.x: time
 * comes from a {@link carillon.time.Clock}, everything else goes through {@link carillon.timer.Ports}. What an owner
 * has in memory is a cache of the database and may be dropped at any moment.
 *
 * <pre>
 *   leases     Tenure        renews, and decides by each board; until when the lease may be believed
 *              Claimant      asks for shards and new terms
 *              Reports       who is reported gone, and whether it may be us
 *              Newcomers     who has just started, and gets nothing from others yet
 *              Leaving       the wish to give all to others, until a board knows of it
 *              TakeOver      how long the steps of a take-over took
 *              Shards        the shards that are ours, as they come and go
 *              HandOvers     gives shards to another owner, with what is in flight
 *              Arrivals      takes in what another owner hands over, unless it comes late, by the KnownTerms
 *              Slice         what the other is told; Telling, until it has heard
 *              Foretaste     what of them is due before the other can have read it
 *              Redirect      what still comes for them afterwards
 *              Acknowledger  how far shards are done, for whoever owns them next
 *   memory     Agenda        the occurrences in memory, each an Entry, and their places on the wheel
 *              SentBack      those that delivery had no room for, which go before younger ones of their receivers
 *              Admission     takes in what is due soon, each occurrence once
 *              Told          brings it from Arm messages; Known, which transactions came whole that way
 *              Reader        brings it from pages: of what is due, and of a SafetyRead
 *              Missing       what safety reads name and nobody knows, until it is lost or has come
 *              ReadProgress  how far a shard was read, and from where it is read again
 *              Recent        what was settled or changed lately, against older news of it
 *              Flights       attempts that were under way when their shards came to us, until they were read
 *   attempts   Firing        what is due goes to a delivery instance, within its window
 *              Policies      what is due but too late, or has to wait, or is first written down beside its schedule
 *              Lateness      how late a first attempt may start; LatenessMetrics, how late it does
 *              Charges       attempts written down before they are made, where one may have killed an owner
 *              Quarantine    lets those through a few at a time; Refunds, their numbers given back if nobody was there
 *              Orders        the orders of one turn, and those of them that find nobody
 *              Deliveries    the delivery instances, and how much each has to do for us
 *              Withdrawals   orders that are asked back, and which of them did not start
 *   queues     Queues        what is due and in a queue, and waits for its turn there; ShardQueues, those of one shard
 *              QueueLoading  what operators set, read for shards that are new here
 *              QueueGate     what of a queue goes next, and when: from its Lines, within the StartWindow of its rate
 *              QueueChanger  what operators change; LongestTimeouts, how long attempts may run, on record
 *   handlers   Absences      what nobody is registered for: some of it is tried, in a share of memory
 *              LeftOut       where what is left in the database for that begins
 *   outcomes   ResultRoutes  where a result of an attempt goes
 *              Results       what became of attempts, and what follows
 *              Settler       outcomes on their way to the database, in batches
 *              SettleQueue   those that wait; apart what doubtful shards hold back
 *   changes    Changer       what users change, one change a task at a time
 *              ChangeJobs    those that wait and those under way
 *              DoubtedPurges purges that may have landed, until that is known
 *              Abandoned     attempts that go on although their tasks were purged or cancelled
 * </pre>
 *
 * <h2>An entry</h2>
 *
 * <pre>
 *   read, Arm       due                  result, lost           Ended
 *   ─────────► ARMED ────────► IN_FLIGHT ────────────► SETTLING ──────► GONE
 *              │ │ ▲ ▲               │                     │
 *              │ │ │ └── not started ┘ (SETTLING, if its  │
 *              │ │ │     task was redefined meanwhile)     │
 *              │ │ └──────── Again, or the next occurrence ┘
 *              │ ├─ due, diverted ─► SETTLING ── Spawned ──► ARMED twice: the next one, and this one beside it
 *              │ └─ due, suspect ──► CHARGING ── written ──► ARMED, and suspect again where nobody was there
 *              └─ change begins ───► CHANGING ── carried out ──► GONE, and what is pending now is armed
 *                                             └─ refused ──────► ARMED
 * </pre>
 *
 * <h2>A shard of ours</h2>
 *
 * <pre>
 *   fresh      until its first safety read: what became visible since the last owner's may be unknown
 *   ceding     nothing of it is fired; what did not start is taken back
 *   leaving    the database is asked to raise its term; results are kept until it is known for whom
 *   doubtful   a write of unknown outcome may land: nothing is written before the term was raised
 * </pre>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>Nothing is fired before its due instant by the database's clock, or while the lease may not be believed.
 *   <li>An occurrence is in memory once, and no older news of it brings it back after it was settled or changed.
 *   <li>What is accepted is in memory, or ahead of a cursor, or will be named by the next safety read. Whoever lets go
 *       of what may be pending sets the cursor back, and with it the page that is under way.
 *   <li>A safety read passes over a transaction only if all that it inserted on our shards came in one message, and
 *       each of it was taken in, was settled, or is ahead of a cursor. What was left out for any other reason is named.
 *   <li>What is armed is on the wheel, or waits in a queue, in quarantine or for one before it, or its shard is ceding.
 *   <li>An acknowledged level lies before everything that is not settled.
 *   <li>One change a task is under way, and none while an outcome of the task is being written. What ends while a
 *       change of its task is with the database is written behind it, as the change left the task.
 *   <li>A change waits, and its shard is given to nobody, while an attempt of the task is known of that came with the
 *       shard and was not read: for {@link carillon.timer.Changer#UNREAD_MILLIS_MAX} at most, and is refused then.
 *   <li>A result goes to whoever was told of its attempt last.
 *   <li>Nothing starts of what a change has begun with. An order counts as not started by its own answer only: not once
 *       it has a result, and not by the answer about an order before it.
 *   <li>What is armed, read, fired and settled at a time is bounded by {@link carillon.timer.TimerOptions}. Only
 *       attempts that came with their shards, and will not be read, are taken in beyond that.
 * </ul>
 *
 * <h2>What can go wrong</h2>
 *
 * <ul>
 *   <li>The database is away: firing goes on to the end of the trust window; outcomes wait, and are sent again once the
 *       terms of their shards were raised. A change of unknown outcome may have landed, so that what follows the
 *       attempts under way is read from the database. Of a purge that may have landed nothing is known there: it is
 *       asked whether the task is gone, and what its attempts came to waits for that.
 *   <li>A delivery instance is silent: its attempts count as lost, and are made again if the task allows it. One that
 *       leaves, or whose member of the cluster is gone, is given nothing more, and an order that finds nobody was not
 *       started.
 *   <li>No delivery instance has room: what is due stays due, and is late; the next result makes room.
 *   <li>The database records more slowly than attempts end, or is not read for so long that very much that was settled
 *       is still remembered: nothing more is started, nor read of what is due, until it has caught up.
 *   <li>Nobody is registered for a handler: what calls it waits, and beyond a share of memory in the database.
 *   <li>The memory is full, by number or by bytes of payload: the cursor is set back to what found no place, which is
 *       read again when there is some. While it is nearly full the last places are kept for what is due soon.
 *   <li>Another owner has a shard: its entries are dropped, and what has not started is taken back from delivery.
 * </ul>
 */
@NullMarked
package carillon.timer;

import org.jspecify.annotations.NullMarked;
