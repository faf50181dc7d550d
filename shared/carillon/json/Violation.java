package carillon.json;

/**
 * One thing that is wrong with a body.
 *
 * @param pointer where, as a JSON pointer (RFC 6901); empty for the body itself
 * @param detail what, and what would be right, for the author of the body
 */
public record Violation(String pointer, String detail) {}
