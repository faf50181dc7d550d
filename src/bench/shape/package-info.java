/** Measures the shapes the store could have against a real PostgreSQL; {@code run} starts it. */
package shape;
