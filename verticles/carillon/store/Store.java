package carillon.store;

import carillon.bus.Message;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.*;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Answers every {@link StoreMessage}. */
final class Store {

    private static final String PROBE = "SELECT 1";

    private final Database database;
    private final DatabaseTime time;
    private final Owners owners;
    private final Drafts drafts;
    private final Reading reading;
    private final Intake intake;
    private final Lists lists;
    private final Leases leases;
    private final Claims claims;
    private final Acks acks;
    private final Loading loading;
    private final Lines lines;
    private final Queues queues;
    private final QueueList queueList;
    private final Sightings sightings;
    private final Settling settling;
    private final Charges charges;
    private final Changes changes;
    private final Secrets secrets;

    Store(
            Database database,
            DatabaseTime time,
            Leases leases,
            Owners owners,
            Drafts drafts,
            Lists lists,
            Definitions definitions,
            StoreMetrics metrics) {
        this.database = database;
        this.time = time;
        this.leases = leases;
        this.owners = owners;
        this.drafts = drafts;
        reading = new Reading(database);
        intake = new Intake(database, reading, metrics, this::committed);
        this.lists = lists;
        claims = new Claims(database);
        acks = new Acks(database);
        loading = new Loading(database, definitions);
        lines = new Lines(database, definitions);
        queues = new Queues(database);
        queueList = new QueueList(database);
        sightings = new Sightings(database);
        settling = new Settling(database, metrics);
        charges = new Charges(database);
        secrets = new Secrets(database);
        changes = new Changes(database, time, put -> drafts.of(put.task()), metrics);
    }

    /** Answers, or fails with a {@link carillon.bus.BusFailure} that says what to do. */
    Future<? extends Message> answer(StoreMessage message) {
        return switch (message) {
            case Create create -> create(create.tasks());
            case Find find -> find(find.id());
            case ListTasks list -> lists.tasks().list(list);
            case ListRuns list -> lists.runs().list(list);
            case Renew renew -> renew(renew);
            case Claim claim -> claims.claim(claim).map(Claimed::new);
            case Leave leave -> done(claims.leave(leave.holder()));
            case Cede cede -> claims.cede(cede).map(Ceded::new);
            case Moved moved -> {
                owners.moved(moved);
                yield Future.succeededFuture(new Done());
            }
            case Reclaim reclaim -> claims.reclaim(reclaim).map(Claimed::new);
            case Resign resign -> done(claims.resign(resign));
            case ReadDue read -> loading.read(read);
            case ReadNew read -> sightings.read(read);
            case Settle settle -> settling.settle(settle.settlements()).map(Settled::new);
            case Charge charge -> charges.write(charge.charges()).map(Settled::new);
            case Change change -> changes.change(change);
            case Acknowledge acknowledge -> acks.store(acknowledge.levels()).map(Done::new);
            case WhoHolds who -> leases.whoHolds(who.shard()).map(Held::new);
            case ReadLine read -> lines.read(read);
            case ReadQueues read -> queues.read(read.shards());
            case WriteQueue write -> queues.write(write).map(QueueWritten::new);
            case ListQueues list -> queueList.list(list);
            case FindQueue find -> queueList.find(find.name());
            case AskConstants ask -> Foundation.read(database);
            case AskTime ask -> DatabaseTime.read(database);
            case AskSecrets ask -> secrets.read();
            case RotateSecrets rotate -> secrets.rotate();
            case RetireSecret retire -> secrets.retire(retire.id());
            case Probe probe -> done(database.query(PROBE));
        };
    }

    private Future<Created> create(List<NewTask> tasks) {
        return drafts.of(tasks).compose(intake::create).map(Created::new);
    }

    private Future<Found> find(String id) {
        return reading.byIds(List.of(id)).map((Map<String, StoredTask> found) -> {
            StoredTask task = found.get(id);
            return new Found(task == null ? null : task.view());
        });
    }

    private Future<Renewed> renew(Renew renew) {
        return leases.renew(renew).onSuccess(renewed -> owners.learn(renewed.board()));
    }

    private void committed(List<Pending> pending) {
        owners.arm(pending, time.latest() + Owners.ARM_AHEAD_MILLIS);
    }

    private static Future<Done> done(Future<?> work) {
        return work.map(ignored -> new Done());
    }
}
