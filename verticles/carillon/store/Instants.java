package carillon.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Milliseconds since 1970 as the database client wants them. */
final class Instants {

    private Instants() {}

    static OffsetDateTime of(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime ofNullable(@Nullable Long millis) {
        return millis == null ? null : of(millis);
    }

    static long millis(OffsetDateTime instant) {
        return instant.toInstant().toEpochMilli();
    }

    static @Nullable Long millisOrNull(@Nullable OffsetDateTime instant) {
        return instant == null ? null : millis(instant);
    }
}
