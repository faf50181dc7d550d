/** Micro-benchmarks of the cron engine. */
@NullMarked
package carillon.cron;

import org.jspecify.annotations.NullMarked;
