package carillon.client;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When a trigger would fire.
 *
 * @param dialect of a cron expression, given or told from it; else null
 * @param zone in which the instants are
 * @param next the nominal instants; empty where it never fires
 * @param explanation the trigger in words
 * @param clockChange what the next change of the clock does that moves, drops or doubles a fire; null where none does
 * @param json all that was read
 */
public record Preview(
        @Nullable Dialect dialect,
        ZoneId zone,
        List<OffsetDateTime> next,
        String explanation,
        @Nullable String clockChange,
        Json json) {

    static Preview of(Members members) {
        Members dst = members.object("dst", Function.identity());
        Json next = Objects.requireNonNullElse(members.value("next"), Json.of(List.of()));
        return new Preview(
                members.value("dialect") == null ? null : members.constant("dialect", Dialect.OTHER),
                ZoneId.of(members.requiredText("zone")),
                next.elements().stream()
                        .map(Json::string)
                        .map(OffsetDateTime::parse)
                        .toList(),
                members.requiredText("explanation"),
                dst == null ? null : dst.text("note"),
                members.json());
    }
}
