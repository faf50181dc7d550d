package carillon.message;

import carillon.bus.Message;

/** A failed attempt in the history of an occurrence. */
public record AttemptView(int attempt, long term, long startedAt, long finishedAt, String error) implements Message {}
