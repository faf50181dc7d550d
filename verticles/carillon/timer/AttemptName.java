package carillon.timer;

import carillon.message.Occurrence;

/** One attempt of an occurrence. */
record AttemptName(Occurrence occurrence, int number) {}
