package carillon.chaos;

import java.util.Locale;

/** A verticle that lives in processes of its own; those are ended in this order, the store last, as others need it. */
enum Part {
    HTTP("carillon.http.HttpVerticle"),
    TIMER("carillon.timer.TimerVerticle"),
    DELIVERY("carillon.delivery.DeliveryVerticle"),
    STORE("carillon.store.StoreVerticle");

    /** How many processes each has. */
    static final int EACH = 2;

    /** How many all of them have: those of one part follow each other. */
    static final int PROCESSES = EACH * values().length;

    private final String verticle;

    Part(String verticle) {
        this.verticle = verticle;
    }

    String verticle() {
        return verticle;
    }

    /** The part of a process, from 0 on. */
    static Part of(int process) {
        return values()[process / EACH];
    }

    /** The name of a process, from 0 on. */
    static String nameOf(int process) {
        return of(process).name().toLowerCase(Locale.ROOT) + "-" + (1 + process % EACH);
    }
}
