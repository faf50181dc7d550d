/**
 * Reads schedules that were written for other programs, and files of tasks, into tasks as JSON.
 *
 * <pre>
 *   Origin                           the forms that are known, by the names of the command line
 *   Imported, ImportSettings         what a line became, and what it was read with
 *   Crontab, CrontabLine             a crontab, with or without the column of users
 *   Expressions, EventBridge         a file with one expression a line
 *   TaskFile, Document, Yaml         tasks in JSON, YAML, or JSON a line
 *   Drafting                         the task of a line, judged by the decoder of the API
 * </pre>
 *
 * <p>Nothing is dropped in silence: every line is imported, or refused with its number and a reason, or is blank, a
 * comment or a setting. Pure: text in, text out. Stateless but for what one call needs, and safe for use from any
 * thread.
 */
@NullMarked
package carillon.importing;

import org.jspecify.annotations.NullMarked;
