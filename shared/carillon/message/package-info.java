/**
 * What the verticles say to each other: one sealed protocol for each receiver, its answers, and its addresses.
 *
 * <p>Instants are milliseconds since 1970 on the database's clock unless a name says otherwise; durations carry their
 * unit in their name. All records are immutable.
 *
 * <h2>Who says what to whom</h2>
 *
 * <pre>
 *   from       message                                                  to
 *   http       Create Find ListTasks ListRuns WhoHolds                  store
 *   http       ListQueues FindQueue                                     store
 *   http       AskSecrets RotateSecrets RetireSecret                    store
 *   http       AskBoard Drain Undrain                                   store
 *   http       Probe, which only the version before says                store
 *   timer      Renew Claim Cede Reclaim Leave Resign                    store
 *   timer      Moved                                                    every store
 *   timer      ReadDue ReadLine ReadNew ReadQueues Find                 store
 *   timer      Charge Settle Change WriteQueue Acknowledge              store
 *   anyone     AskConstants                                             store
 *   timer      AskTime                                                  store
 *   http       Apply ApplyToQueue AskStandings                          timer, the owner of the task's shard
 *   http       AskShards                                                timer, any owner
 *   http       RollCall, answered by NodeReport                         every process
 *   store      Arm, and Apply of Retime                                 timer, the owner of the task's shard
 *   delivery   Started Attempted                                        timer, the owner that ordered the attempt
 *   delivery   Present                                                  every timer
 *   handler    HandlerUp                                                every timer
 *   timer      Freed                                                    every timer
 *   the cluster, as this process sees it: MemberGone                    every timer of the process
 *   Main       LeaveShards                                              the timer of the process
 *   timer      HandOver HandOverAgain Forward, and late Arm             timer, the shard's next owner
 *   timer      Deliver Withdraw AskBegun Credit                         delivery
 *   delivery   Call                                                     handler
 *   Main       Keep                                                     http
 * </pre>
 *
 * <h2>An occurrence, in messages</h2>
 *
 * <pre>
 *               Arm, DuePage           Deliver           Attempted
 *   accepted ────────────────► armed ───────────► given ───────────► ended ── Settle ──► recorded
 *                              ▲   ▲                │                  │
 *                              │   └─ NotStarted, ──┘                  │
 *                              │      NoHandler, Withdraw              │
 *                              └──────── Settle of Again: a retry ─────┘
 * </pre>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>A {@link carillon.bus.Request} has one kind of answer. Answers to lists have one entry an item, in the order of
 *       the items.
 *   <li>Whatever an owner has written carries its shard and its term, and so do its orders and their results.
 *   <li>An attempt is named by its occurrence and its number. A result that fits none under way goes to the owner that
 *       its shard was handed over to, or is counted and dropped.
 *   <li>An order is named by its term as well: a late Withdraw of a former owner touches nothing of its successor's.
 *   <li>What is no request may get lost; something else then finds it out.
 *   <li>The wire form follows from the components of a record, in their order. What may change of it while nodes of
 *       two versions run together is told by {@link carillon.bus}, and held by messages that were recorded.
 * </ul>
 *
 * <h2>For how long, and how much at once</h2>
 *
 * <p>The bus holds nobody back, and a receiver that has died says nothing: every request has a time-out, and whoever
 * sends has a bound for what it has not heard of.
 *
 * <pre>
 *   message                    answered within         at most at once                    twice is once by
 *   Create                     12 s                    the requests of http; 20,000       the id
 *                                                      or 64 MiB a store, and as much
 *                                                      again to be compared, BUSY beyond
 *   Find List… WhoHolds Ask…   12 s, 3 s for an owner  the requests of http; waiters for  reading
 *                                                      a connection, BUSY beyond
 *   Apply ApplyToQueue         3 s in all              the requests of http               the change; Fire is
 *                                                                                         asked once
 *   AskStandings               250 ms                  as above                           reading
 *   Renew                      the lease, and again    one                                the holder
 *                              after a third of it
 *   Settle                     10 s                    one of 1,000 outcomes              occurrence, term
 *   Charge Change Claim Cede   10 s                    one a shard, a task or a timer     the term
 *   ReadDue ReadLine ReadNew   10 s                    one page                           reading
 *   Arm                        2 s                     10,000 or 32 MiB an owner; the     id, version, instant
 *                                                      safety read finds the rest
 *   Deliver                    its time-out and 10 s   an equal part of the window for    occurrence, attempt
 *                                                      each owner that uses it
 *   HandOver                   300 ms, and again       one a successor and board   the term
 *                              two times
 *   Withdraw AskBegun          2 s, 100 ms             one a change, one a reading        the order
 *   Attempted Started          not answered            one for each order                 attempt, term
 *   Present Credit             not answered            one a second                       the reading
 *   Call                       the task's time-out     callsPerHandlerMax                 the handler
 * </pre>
 *
 * <p>An owner gives its orders to the delivery that has the least of them open, so one that is slow gets fewer, and one
 * that does not say in time that it is there gets none while another has room.
 *
 * <h2>What can go wrong</h2>
 *
 * <ul>
 *   <li>{@code Arm} is lost, or comes before its owner knows the shard: the safety read finds the occurrence.
 *   <li>{@code Deliver} or {@code Attempted} is lost: the attempt counts as lost some seconds after its time-out, or
 *       when its delivery instance has been silent. A delivery that stops loses none: it stays until every owner has
 *       answered its last {@code Present} with a {@code Credit}, which comes behind all that was ordered. A
 *       {@code Deliver} to an address that nobody serves is known to have started nothing.
 *   <li>{@code Present} or {@code Credit} is lost: the credit is not prolonged. Where it ends before the next one
 *       comes, orders of that owner are sent back.
 *   <li>{@code Started} is lost: a rate or a limit of its queue is used up for longer than it would have to be.
 *   <li>{@code HandlerUp} is lost: what waits for the handler is offered again by itself, ever more seldom.
 *   <li>{@code MemberGone}, {@code Freed} or {@code Moved} is lost: shards wait until leases run out, or for the next
 *       renewal, and a store sends {@code Arm} to an old owner until then, which passes it on.
 *   <li>{@code RollCall} or a {@code NodeReport} is lost: an operator sees a node as silent, until asking again.
 *   <li>{@code HandOver} or its answer is lost: {@code HandOverAgain} repeats it, and results are forwarded behind it.
 *       Where it is never heard the successor reclaims the shards that the board shows as its own; where it comes after
 *       that it is not believed. {@code Forward} is lost: its attempt counts as lost.
 *   <li>An answer is lost: whether the request was carried out is not known. Reads, renewals, settlements, charges and
 *       acknowledgements are asked again, and change nothing the second time. After a settlement or a change the shard
 *       is reclaimed first, so that the old one cannot land behind the new one.
 *   <li>The receiver says no: a {@link carillon.bus.BusFailure}, whose code tells its sender what to do.
 * </ul>
 */
@NullMarked
package carillon.message;

import org.jspecify.annotations.NullMarked;
