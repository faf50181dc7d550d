/**
 * Everything durable: every SQL statement of the project, over one pool of connections; the renewals of leases have
 * another.
 *
 * <p>{@link carillon.store.Store} answers the {@link carillon.message.StoreMessage}s. One class holds the statements of
 * one concern:
 *
 * <pre>
 *   tasks      Intake                       accepts them, many to a statement (GroupCommit, Bisection); a Comparison
 *                                           tells what is there already under ids that are taken
 *              Changes                      what users ask of one task: a Planner decides, a ChangeWriter writes
 *              Reading, Lists               what users read, one by one and in pages
 *   lists      TaskList                     a Scan (IdScan, DueScan) finds, a TaskMatch lets Briefs of tasks through
 *              RunList                      what ended, and what is Unended
 *              QueueList                    queues, with how much waits in each
 *              LabelIndexes                 makes those that the settings ask for; LabelIndex says what one is
 *              Seal                         closes a Cursor to its reader
 *   outcomes   Settling                     in batches: Ends of one-shots, Moves of everything else
 *              Charges                      attempt numbers, before the attempts; and back, if nobody made them
 *   owners     Leases, Claims               who is alive; who owns what, and under which term
 *              Fence                        the first step of every statement of an owner
 *              Loading, DueQuery, Sightings what is pending: by due instant; by what became visible
 *              Acks                         how far shards are done
 *              Queues, Lines                what operators set of queues; what is pending in one, in its order
 *              Owners                       tells them what was just committed
 *   start      FirstContact                 waits for a database that is away
 *   tables     Migrations, Foundation       the schema, and its first rows
 *              Retiming                     moves schedules that newer time-zone data concern
 *              LeftBehind                   has what could not be read when it was due read again
 *              Housekeeping                 makes the partitions of Days to come
 *              Retention                    drops those gone by: TaskDay, HistoryDay, and StrayHistory of no day;
 *                                           Forgetting deletes what is over, a Lull is when nobody is in the way
 *   check      Inspection                   looks for what cannot be: each Invariant, and the TaskScrutiny of each task
 *   secrets    Secrets                      those that sign webhooks, and their rotation
 *   beneath    Database, DatabaseTime       the pool, whose waits all end; the server's clock
 * </pre>
 *
 * <p>Three rules hold throughout. A statement of an owner takes its shard rows FOR SHARE in a first step and joins what
 * it writes to the terms read there, so that it never lands after a take-over. Rows travel as arrays of columns through
 * {@code unnest}, which was 1.5 to 3.7 times faster than a batch of statements. What fails says which kind of failure
 * it was, and never repeats a value.
 *
 * <p>All of it runs on the event loop of its verticle instance, but for what would hold that up: workers find the first
 * instants of recurrence rules (Drafts), the next ones of schedules by new time-zone data (Retiming), and read the
 * migrations from their files.
 */
@NullMarked
package carillon.store;

import org.jspecify.annotations.NullMarked;
