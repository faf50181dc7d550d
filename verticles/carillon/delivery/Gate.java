package carillon.delivery;

import carillon.message.AttemptResult.NotStarted;
import org.jspecify.annotations.Nullable;

/** What stands between an attempt and its first byte. */
interface Gate {

    /**
     * To be called immediately before the first byte is handed over.
     *
     * @return null if it may leave, and the attempt counts as started; else why not, and nothing must be sent
     */
    @Nullable
    NotStarted refusal();

    /** To be called when all that is to be sent has left this process. */
    void left();
}
