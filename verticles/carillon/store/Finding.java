package carillon.store;

import java.util.List;

/**
 * Something in a database that cannot be.
 *
 * @param what is wrong, in one sentence
 * @param count how often
 * @param samples of where, a few
 * @param remedy what an operator does about it
 */
public record Finding(String what, long count, List<String> samples, String remedy) {

    public Finding {
        samples = List.copyOf(samples);
    }
}
