package carillon.timer;

import org.jspecify.annotations.Nullable;

/**
 * Says when nothing more is to be begun, because what has ended cannot be forgotten as fast. What is begun nevertheless
 * could not end sooner, would fill the memory, and would be attempted again if this process died.
 */
final class Backpressure {

    static final String REMEMBERS_TOO_MUCH = "too many tasks ended since what became visible in the database was read";

    private final Settler settler;
    private final Recent recent;
    private final int rememberedMax;

    Backpressure(Settler settler, Recent recent, TimerOptions options) {
        this.settler = settler;
        this.recent = recent;
        rememberedMax = options.rememberedMax();
    }

    /** Whether nothing more is to be started, nor read of what is due. The store's next answer may end it. */
    boolean isOn() {
        return settler.isBehind() || remembersTooMuch();
    }

    /** Whether so much was settled and changed since a safety read last ended that nothing more may be. */
    boolean remembersTooMuch() {
        return recent.size() >= rememberedMax;
    }

    /** Whether half of that was. */
    boolean remembersMuch() {
        return recent.size() >= rememberedMax / 2;
    }

    /** What holds things up, for whoever asks why a task does not start; null if nothing does. */
    @Nullable
    String reason() {
        if (settler.isBehind()) {
            return "more than " + TimerOptions.UNSETTLED_MAX + " outcomes wait for the database to record them";
        }
        return remembersTooMuch() ? REMEMBERS_TOO_MUCH : null;
    }
}
