/** Verticles as a user of Carillon writes them. */
@NullMarked
package sample;

import org.jspecify.annotations.NullMarked;
