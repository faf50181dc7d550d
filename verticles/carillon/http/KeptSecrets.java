package carillon.http;

import carillon.bus.Bus;
import carillon.json.Redaction;
import carillon.message.NewTask;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Find;
import carillon.message.TaskChange;
import carillon.message.TaskView;
import carillon.task.Action;
import carillon.task.Definition;
import io.vertx.core.Future;

/** Puts the secrets that are kept where a client sent back the marks that it was shown. */
final class KeptSecrets {

    private static final String DETAIL = "the task is not valid; errors says where and why";

    private final Bus bus;

    KeptSecrets(Bus bus) {
        this.bus = bus;
    }

    /** Refuses marks in a task that is new, and so has nothing kept. */
    static void requireNone(Definition definition) {
        if (definition.action() instanceof Action.Webhook webhook && Redaction.isMarked(webhook)) {
            throw Refusal.invalid(DETAIL, Redaction.violations(webhook));
        }
    }

    /** The change with the secrets of the version that it then asks for. */
    Future<TaskChange.Put> fill(TaskChange.Put put) {
        Definition given = put.task().definition();
        if (!(given.action() instanceof Action.Webhook webhook) || !Redaction.isMarked(webhook)) {
            return Future.succeededFuture(put);
        }
        return bus.request(StoreMessage.ADDRESS, new Find(put.task().id()), HttpLimits.STORE_ANSWER_MILLIS)
                .map(found -> {
                    TaskView task = found.task();
                    Definition kept = task == null ? null : task.definition();
                    if (task == null || kept == null) {
                        throw Refusal.invalid(DETAIL, Redaction.violations(webhook));
                    }
                    return filled(put, webhook, kept.action(), task.version());
                });
    }

    private static TaskChange.Put filled(TaskChange.Put put, Action.Webhook marked, Action kept, int version) {
        return switch (Redaction.filled(marked, kept)) {
            case Redaction.Unknown unknown -> throw Refusal.invalid(DETAIL, unknown.violations());
            case Redaction.Whole whole -> {
                Integer asked = put.ifVersion();
                Definition definition = put.task().definition().withAction(whole.action());
                NewTask task = new NewTask(put.task().id(), put.task().chosen(), definition);
                // The secrets of this version belong into no other one.
                yield new TaskChange.Put(task, asked == null ? Integer.valueOf(version) : asked);
            }
        };
    }
}
