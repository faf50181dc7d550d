package carillon.command;

/**
 * A task that was read.
 *
 * @param place the file and the line
 */
record PlacedTask(String place, String id, String json) {}
