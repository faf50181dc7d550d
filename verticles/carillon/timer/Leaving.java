package carillon.timer;

import carillon.bus.BusFailure;
import carillon.message.StoreMessage.Done;
import carillon.message.StoreMessage.Leave;

/**
 * The wish of a holder to give all that it has to others. What a board says of it counts only if the board was read
 * after the wish was written: one of before does not show who has just come.
 */
final class Leaving {

    private final Ports ports;
    private Stage stage = Stage.STAYS;

    private enum Stage {
        STAYS,
        WISHES,
        WRITING,
        WRITTEN,
        TOLD
    }

    Leaving(Ports ports) {
        this.ports = ports;
    }

    /** Wishes it, if it did not yet. */
    void wish() {
        if (stage == Stage.STAYS) {
            stage = Stage.WISHES;
        }
    }

    /** Writes a wish that is not written; to be called again and again, for it may fail. */
    void write(String holder, Runnable onWritten) {
        if (stage != Stage.WISHES) {
            return;
        }
        stage = Stage.WRITING;
        ports.ask(new Leave(holder), new Reply<>() {
            @Override
            public void answered(Done done) {
                stage = Stage.WRITTEN;
                onWritten.run();
            }

            @Override
            public void failed(BusFailure failure) {
                // Whoever waits in vain gives up, and what is left is freed with the lease.
                stage = Stage.WISHES;
            }
        });
    }

    /** A board was read that is younger than all that is written. */
    void boardRead() {
        if (stage == Stage.WRITTEN) {
            stage = Stage.TOLD;
        }
    }

    /** Whether the last board knew of the wish. */
    boolean isTold() {
        return stage == Stage.TOLD;
    }
}
