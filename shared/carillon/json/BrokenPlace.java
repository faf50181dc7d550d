package carillon.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells where a text stops being JSON, and nothing of what stands there, which may be a secret. */
public final class BrokenPlace {

    private BrokenPlace() {}

    /**
     * As in {@code line 3, column 7}, both from 1 on.
     *
     * @param cause of the failure to decode; no place is told if the parser told none
     */
    public static Optional<String> of(@Nullable Throwable cause) {
        if (!(cause instanceof JsonProcessingException fault)) {
            return Optional.empty();
        }
        return Optional.ofNullable(fault.getLocation())
                .map(place -> "line " + place.getLineNr() + ", column " + place.getColumnNr());
    }
}
