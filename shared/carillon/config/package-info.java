/** Configuration, parsed and validated once: one record for each verticle, with a default for everything. */
@NullMarked
package carillon.config;

import org.jspecify.annotations.NullMarked;
