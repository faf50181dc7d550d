/**
 * Settings, read and checked once, with a default for everything. {@link carillon.config.NodeConfig} has those of a
 * node, {@link carillon.config.DeliveryConfig} those of the section {@code delivery}.
 *
 * <p>Every setting is declared in one place, {@link carillon.config.Keys}, from which the defaults, the checks, the
 * variables of the environment and the table of {@code conf/README.md} follow. What is wrong is told all at once, each
 * with its key and what it may be; values that are secrets are never repeated.
 */
@NullMarked
package carillon.config;

import org.jspecify.annotations.NullMarked;
