/**
 * Cron expressions of several dialects and recurrence rules, compiled into one form that is asked for the next instant.
 *
 * <p>A {@link carillon.cron.Dialect} is a small description: which fields, which numbers and marks, how the two day
 * fields are joined. The parser reads any dialect by its description and compiles into bit sets: a
 * {@link carillon.cron.TimeOfDay}, and a {@link carillon.cron.DateRule} whose days are worked out beforehand for each
 * of the 28 shapes that a month can have. A {@link carillon.cron.CronExpression} speaks of wall time only; a
 * {@link carillon.cron.CronSchedule} adds the zone and what happens when its clock is changed.
 *
 * <p>A {@link carillon.cron.RecurrenceRule} of RFC 5545 is asked through a
 * {@link carillon.cron.RecurrenceSchedule}. Both kinds are {@link carillon.cron.WallTimes}, which
 * {@link carillon.cron.ZonedTimes} puts into a zone.
 *
 * <p>A schedule can say in words what it does. The compiled form is described, so that rules that fire alike are told
 * alike: {@link carillon.cron.TimeWords} tells the times, {@link carillon.cron.DateWords} the dates,
 * {@link carillon.cron.RecurrenceWords} what is left of a recurrence rule, and {@link carillon.cron.ClockChanges} what
 * the next change of the zone's clock does.
 *
 * <p>Pure: no clock is read here, every instant is an argument. Everything is immutable and safe for any thread, and
 * {@link carillon.cron.CronSchedule#next} allocates nothing.
 */
@NullMarked
package carillon.cron;

import org.jspecify.annotations.NullMarked;
