package carillon.bus;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component that a record has got since nodes without it have been running. It stands behind all that have been
 * there longer.
 *
 * <p>Nodes that do not know it pass over it. From them it comes as 0, false, an empty list or map, or null: its meaning
 * is to be chosen so that this is right, and a component of any other type is to be nullable.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Added {}
