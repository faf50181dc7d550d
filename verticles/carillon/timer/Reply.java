package carillon.timer;

import carillon.bus.BusFailure;

/**
 * What to do with an answer.
 *
 * @param <R> the answer
 */
interface Reply<R> {

    void answered(R answer);

    /** Whether the request was carried out is not known. */
    void failed(BusFailure failure);

    /** For requests whose answer changes nothing. */
    static <R> Reply<R> ignored() {
        return new Reply<>() {
            @Override
            public void answered(R answer) {}

            @Override
            public void failed(BusFailure failure) {}
        };
    }
}
