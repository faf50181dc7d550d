package carillon.http;

import carillon.task.Limits;

/** The bounds of the API, each with its unit; those of one event loop where they count what is open or under way. */
final class HttpLimits {

    /** What a task takes besides its payload: URL, headers, labels and their escapes. */
    static final int ENVELOPE_BYTES_MAX = 128 * 1024;

    static final int BODY_BYTES_MAX = Limits.PAYLOAD_BYTES_MAX + ENVELOPE_BYTES_MAX;
    static final int REQUEST_LINE_BYTES_MAX = 8 * 1024;
    static final int HEADERS_BYTES_MAX = 16 * 1024;

    static final int CONNECTIONS_MAX = 10_000;
    static final int IDLE_SECONDS_MAX = 75;
    static final long TLS_HANDSHAKE_MILLIS_MAX = 10_000;
    static final long FIRST_REQUEST_MILLIS_MAX = 10_000;
    static final long NEXT_REQUEST_MILLIS_MAX = 90_000;
    static final long BODY_MILLIS_MAX = 30_000;

    static final int REQUESTS_IN_FLIGHT_MAX = 4_096;
    static final long BYTES_IN_FLIGHT_MAX = 64L * 1024 * 1024;

    static final int CREATE_BATCH_TASKS_MAX = 500;
    static final int CREATE_BATCH_BYTES_MAX = 4 * 1024 * 1024;

    static final int LINE_STREAMS_MAX = 8;
    static final int LINES_IN_FLIGHT_MAX = 4_000;
    static final long LINE_BYTES_IN_FLIGHT_MAX = 4L * 1024 * 1024;
    static final long LINE_ANSWER_BYTES_MAX = 16L * 1024 * 1024;

    /** Of all streams of a node together; a quarter of the memory outside the heap that -Xmx128m leaves. */
    static final long NODE_ANSWER_BYTES_MAX = 32L * 1024 * 1024;

    /** What each stream may have beyond that. */
    static final long LINE_ANSWER_SHARE_BYTES = 256 * 1024;

    static final int BULK_CHANGES_MAX = 4;
    static final int BULK_PAGE = 500;

    /** Tasks of a page that are changed at once: more than a transaction takes, and all done long before a time-out. */
    static final int BULK_TASKS_AT_ONCE = 200;

    static final int BULK_FAILURES_MAX = 20;

    /** Sets that are read or carried out at once; more are turned away. */
    static final int SETS_IN_FLIGHT_MAX = 2;

    /** Tasks of one set that are looked up or changed at once. */
    static final int SET_TASKS_AT_ONCE = 64;

    static final int PAGE_MAX = 1_000;
    static final int PAGE_DEFAULT = 100;
    static final int CURSOR_CHARS_MAX = 1_000;

    static final int AUDIT_CALLS_WAITING_MAX = 10_000;
    static final long AUDIT_PAUSE_MILLIS = 200;

    static final int PREVIEW_THREADS = 2;

    /** Of a stream; the answer to each may have 30 KB. */
    static final int PREVIEWS_IN_FLIGHT_MAX = 100;

    /** After which no further instant of a preview is looked for; a thousand usual ones take a hundredth of it. */
    static final long PREVIEW_NANOS_MAX = 500_000_000;

    static final long STORE_ANSWER_MILLIS = 12_000;
    static final long OWNER_ANSWER_MILLIS = 3_000;
    static final long OWNER_PAUSE_MILLIS = 50;
    static final long STANDINGS_ANSWER_MILLIS = 250;
    /** How long an operator waits for nodes that may be busy, or gone without notice. */
    static final long NODES_ANSWER_MILLIS = 500;

    static final long READY_ANSWER_MILLIS = 2_000;
    static final long DRAIN_SECONDS_MAX = 10;
    static final long SLOW_SWEEP_MILLIS = 1_000;
    static final long CERTIFICATE_READ_MILLIS = 10_000;

    private HttpLimits() {}
}
