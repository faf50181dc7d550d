package carillon.command;

/**
 * A queue that was read.
 *
 * @param place the file and the line
 */
record PlacedQueue(String place, KeptQueue queue) {}
