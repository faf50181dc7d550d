/**
 * An embedded PostgreSQL for a single node: unpacked, initialised, started, watched and stopped by us.
 *
 * <p>Everything lives in the folder {@code postgres} of the data folder:
 *
 * <pre>
 * lock            held by the process that runs this database; the kernel frees it when that process dies
 * bin-VERSION/    the unpacked binaries
 * cluster/        PostgreSQL's own data directory
 * password        of the role carillon, readable by the owner alone
 * start.log       what the last start printed before the log files took over
 * log/            a file a weekday
 * </pre>
 *
 * <p>What keeps it sound when a process dies at any instruction:
 *
 * <ul>
 *   <li>{@code bin-VERSION} and {@code cluster} are made under another name, flushed, then renamed: each is there
 *       whole or not at all.
 *   <li>PostgreSQL hangs on a pipe from this process. The pipe's end, however it comes, is its order to shut down.
 *   <li>A start waits for a predecessor that is still shutting down, and sees through a stale lock file whose process
 *       id now belongs to something else.
 * </ul>
 *
 * <p>Nothing here knows Vert.x or SQL drivers, and everything here blocks: call it from a worker thread.
 */
@NullMarked
package carillon.postgres;

import org.jspecify.annotations.NullMarked;
