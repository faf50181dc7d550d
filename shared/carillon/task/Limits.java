package carillon.task;

/** The bounds of a task, each with its unit. */
public final class Limits {

    public static final int ID_CHARS_MAX = 200;
    public static final int PAYLOAD_BYTES_MAX = 256 * 1024;

    /** A page of pending occurrences ends with the one that brings their payloads to so many bytes. */
    public static final long PAGE_PAYLOAD_BYTES = 8 << 20;

    public static final int LABELS_MAX = 32;
    public static final int LABEL_CHARS_MAX = 200;
    public static final int SET_TASKS_MAX = 10_000;
    public static final int SET_BYTES_MAX = 16 * 1024 * 1024;
    public static final int ACTION_NAME_CHARS_MAX = 200;
    public static final int URL_CHARS_MAX = 2_000;
    public static final int HEADERS_MAX = 32;
    public static final int HEADER_VALUE_CHARS_MAX = 2_000;
    public static final int CRON_CHARS_MAX = 500;
    public static final int RRULE_CHARS_MAX = 500;
    public static final long EVERY_MILLIS_MIN = 1_000;
    /** A thousand years of 365 days, for a delay or a period. */
    public static final long INTERVAL_MILLIS_MAX = 365_000L * 24 * 60 * 60 * 1_000;

    public static final int FIRES_MAX = 1_000_000_000;
    public static final long JITTER_MILLIS_MAX = 24 * 60 * 60 * 1_000L;
    /** Occurrences of one task that may be under way or wait for each other, where its schedule lets them overlap. */
    public static final int OVERLAPPING_MAX = 100;
    /** Less could not be told from what a busy node needs for a start. */
    public static final long LATENESS_MILLIS_MIN = 10;
    /** How many instants a preview may be asked for. */
    public static final int PREVIEW_COUNT_MAX = 1_000;

    public static final int ZONE_CHARS_MAX = 100;
    public static final long TIMEOUT_MILLIS_MIN = 1;
    public static final long TIMEOUT_MILLIS_MAX = 60 * 60 * 1_000L;
    public static final int ATTEMPTS_MAX = 100;
    public static final double BACKOFF_MULTIPLIER_MAX = 100;
    public static final long BACKOFF_MILLIS_MAX = 30L * 24 * 60 * 60 * 1_000;
    /** No instant of a task lies outside the years 0 to 9999, so that every one of them prints as RFC 3339. */
    public static final long INSTANT_MIN = -62_167_219_200_000L;

    public static final long INSTANT_MAX = 253_402_300_799_999L;

    public static final int QUEUE_CONCURRENCY_MAX = 10_000;
    public static final double QUEUE_RATE_MIN = 0.001;
    public static final double QUEUE_RATE_MAX = 10_000;

    private Limits() {}
}
