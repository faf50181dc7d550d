/**
 * The composition root: the command line, and which verticles make a node. The only package that sees all the others;
 * none sees it.
 *
 * <pre>
 *   Launcher                    the program: its arguments, its log, its exit code
 *   NodeCommand                 the command run: a Vert.x prepared for Carillon, with a verticle in it
 *   GivenJson, GivenClassPath   what the command line says, read before anything starts
 *   DatabaseCommand             what check, backup and restore have in common: CheckCommand, and the two of CopyCommand
 *   Membership                  how the nodes of a cluster find each other
 *   Main                        a whole node, in the order in which it is started
 *   TaskFiles                   the files of tasks that it keeps
 *   OwnDatabase                 the embedded PostgreSQL, started again when it ends unasked
 *   Parts, Drain                the stop: the API, and then the others in the opposite order
 *   LastingLog, LineFormatter   the log, a line a record, until the very end
 *   Rehearsal                   a start for the build, from which it learns what every start loads
 * </pre>
 */
@NullMarked
package carillon;

import org.jspecify.annotations.NullMarked;
