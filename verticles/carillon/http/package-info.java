/**
 * The API over HTTP: tasks, their history, health, metrics and the contract.
 *
 * <p>A request passes the {@link carillon.http.Guard} (who may ask), the {@link carillon.http.Window} (how much may be
 * under way), and reaches an {@link carillon.http.Endpoint}, which answers or refuses. Creations go to the store, those
 * of one turn of the event loop together; changes go to the owner of the task's shard. Every refusal is a problem of
 * RFC 9457 that tells its reader what to do, and no failure within becomes more than a 503.
 *
 * <pre>
 *   Api                                  the routes: which endpoint is at which path
 *   OpenConnections                      what is too slow or too many ends here,
 *   HostHeader, PercentEncoding          and here what is malformed
 *   Guard, Caller, Audit                 who asks, what that role may do, and the record of it
 *   Certificate, KeyPairs                TLS
 *   Creations                            POST /tasks, by Intake in batches to the store
 *   LineCreations, BulkChanges           many in one request: a LineSplitter in, LineAnswers out
 *   Changes                              what changes one task, by Owners to the owner of its shard
 *   Queues                               queues: read from the store, changed by the owner of their shard
 *   Nodes, ShardList                     for operators: from the database, a RollCall of all nodes, and owners
 *   SetRoute, Sets, SetPlan              PUT /tasks: what a set says against what is there, and the changes
 *   Readings                             tasks, lists and history, from the store; Standings asks owners what runs
 *   Previews                             POST /preview, worked out beside the event loop
 *   SecretRoutes, KeptSecrets            the webhook secrets, and those of tasks that are shown as a mark
 *   Readiness, Scrape, RequestTimer      health and metrics
 *   WholeNode                            what must be there in this process itself before it is ready, if it is one
 *   DocsPage                             the contract as a page
 *   Bodies, Query, TaskPath, EntityTag   what a request says, checked as it is asked for
 *   Answer, Refusal, Failures, Replies   what is said back
 * </pre>
 *
 * <p>All of it runs on the event loop of its verticle instance; instances share nothing but the port.
 */
@NullMarked
package carillon.http;

import org.jspecify.annotations.NullMarked;
