package carillon.json;

import carillon.task.Limits;
import java.util.function.Function;

/** The members that say when a task fires, and by which policies. */
final class TriggerForm {

    private TriggerForm() {}

    /** Adds the members to a form, whose draft holds that of a schedule. */
    static <D> ObjectForm<D> addTo(ObjectForm<D> form, Function<D, ScheduleDraft> in) {
        return addPolicies(addTriggers(form, draft -> in.apply(draft).trigger), draft -> in.apply(draft).recurrence);
    }

    private static <D> ObjectForm<D> addTriggers(ObjectForm<D> form, Function<D, TriggerDraft> in) {
        return form.with("at", (json, draft) -> in.apply(draft).at = TextForm.instant(json))
                .with("delay", (json, draft) -> in.apply(draft).delay = TextForm.interval(json, 0))
                .with(
                        "every",
                        (json, draft) -> in.apply(draft).every = TextForm.interval(json, Limits.EVERY_MILLIS_MIN))
                .with("cron", (json, draft) -> in.apply(draft).cron = json.words(Limits.CRON_CHARS_MAX))
                .with("rrule", (json, draft) -> in.apply(draft).rrule = json.words(Limits.RRULE_CHARS_MAX))
                .with("zone", (json, draft) -> in.apply(draft).zone = CronForm.zone(json))
                .with("dialect", (json, draft) -> in.apply(draft).dialect = CronForm.dialect(json))
                .with("dst", (json, draft) -> in.apply(draft).dst = DstForm.read(json));
    }

    private static <D> ObjectForm<D> addPolicies(ObjectForm<D> form, Function<D, RecurrenceDraft> in) {
        return form.with("start", (json, draft) -> in.apply(draft).start = TextForm.instant(json))
                .with("end", (json, draft) -> in.apply(draft).end = TextForm.instant(json))
                .with("maxFires", (json, draft) -> in.apply(draft).maxFires = RecurrenceDraft.maxFires(json))
                .with("jitter", (json, draft) -> in.apply(draft).jitter = RecurrenceDraft.jitter(json))
                .with("misfire", (json, draft) -> in.apply(draft).misfire = RecurrenceDraft.misfire(json))
                .with("misfireAfter", (json, draft) -> in.apply(draft).misfireAfter = TextForm.interval(json, 0))
                .with("overlap", (json, draft) -> in.apply(draft).overlap = RecurrenceDraft.overlap(json));
    }
}
