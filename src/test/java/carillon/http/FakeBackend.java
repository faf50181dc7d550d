package carillon.http;

import carillon.bus.Bus;
import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.bus.Message;
import carillon.lease.Holding;
import carillon.message.BoardMessage;
import carillon.message.BoardMessage.BoardRead;
import carillon.message.BoardMessage.DrainChanged;
import carillon.message.BoardMessage.DrainStatus;
import carillon.message.BoardMessage.Member;
import carillon.message.Changed;
import carillon.message.Constants;
import carillon.message.Creation;
import carillon.message.NewTask;
import carillon.message.Occurrence;
import carillon.message.QueueChange;
import carillon.message.QueueState;
import carillon.message.QueueView;
import carillon.message.RunView;
import carillon.message.Standing;
import carillon.message.StoreMessage;
import carillon.message.TaskChange;
import carillon.message.TaskFilter;
import carillon.message.TaskView;
import carillon.message.TimerMessage;
import carillon.message.WebhookSecrets;
import carillon.task.Definition;
import carillon.task.TaskState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Speaks the protocols of the store and of one owner, from memory: a double of both for tests of the API alone. */
final class FakeBackend {

    static final String OWNER = "carillon.timer.fake";
    private static final WebhookSecrets SECRETS = new WebhookSecrets(
            WebhookSecrets.Status.DONE, List.of(new WebhookSecrets.Secret(1, "c2VjcmV0", 1_900_000_000_000L)));
    static final long NOW = 1_900_000_000_000L;

    final Map<String, TaskView> tasks = new ConcurrentHashMap<>();
    final List<Integer> batches = new CopyOnWriteArrayList<>();
    final NavigableMap<String, QueueState> queues = new ConcurrentSkipListMap<>();
    final List<TaskChange> changes = new CopyOnWriteArrayList<>();
    volatile @Nullable FailureCode storeFails;
    volatile @Nullable FailureCode ownerFails;
    /** What the store waits for before it answers. */
    volatile Future<?> storeReady = Future.succeededFuture();

    volatile @Nullable String owner = OWNER;
    volatile int shards = 4;
    /** Shards whose owner is dead, whoever has the others. */
    final Set<Integer> unheld = ConcurrentHashMap.newKeySet();

    /** How often the store was asked for anything. */
    final AtomicInteger asked = new AtomicInteger();

    final AtomicInteger movesLeft = new AtomicInteger();
    volatile boolean running = false;
    /** When pages say that they were read. Every task is due at {@link #NOW}. */
    volatile long readAt = NOW;

    /** Of which tasks owners were asked. */
    final Set<String> askedOf = ConcurrentHashMap.newKeySet();

    /** What tasks wait for, by the word of their owner. */
    final Map<String, String> waiting = new ConcurrentHashMap<>();

    volatile boolean breaksOff = false;
    volatile Changed.Status revived = Changed.Status.CHANGED;
    /** What is told of holders and shards, and done to them, while the store answers. */
    volatile Function<BoardMessage, Message> board = this::board;

    volatile StoreMessage.ListTasks listed = new StoreMessage.ListTasks(TaskFilter.ALL, null, 1);

    FakeBackend(Vertx vertx) {
        Bus bus = new Bus(vertx);
        bus.serve(StoreMessage.ADDRESS, message -> answer(() -> store(message)));
        bus.serve(BoardMessage.ADDRESS, message -> answer(() -> board.apply(message)));
        bus.serve(TimerMessage.of(OWNER), this::timer);
    }

    private Future<Message> answer(Supplier<Message> answer) {
        asked.incrementAndGet();
        FailureCode failure = storeFails;
        if (failure != null) {
            return Future.failedFuture(new BusFailure(failure, "as told"));
        }
        return storeReady.map(ready -> answer.get());
    }

    private Message store(StoreMessage message) {
        return switch (message) {
            case StoreMessage.Create create -> create(create.tasks());
            case StoreMessage.Find find -> new StoreMessage.Found(tasks.get(find.id()));
            case StoreMessage.ListTasks list -> {
                listed = list;
                if ("bad".equals(list.cursor())) {
                    throw new BusFailure(FailureCode.REFUSED, "no cursor");
                }
                if (list.filter().labels().containsKey("carillon.set")) {
                    yield labelled(list.filter().labels(), list.cursor());
                }
                if (breaksOff && list.cursor() != null) {
                    throw new BusFailure(FailureCode.UNAVAILABLE, "as told");
                }
                yield "next".equals(list.cursor())
                        ? new StoreMessage.TaskPage(List.of(), null, NOW)
                        : new StoreMessage.TaskPage(List.copyOf(tasks.values()), "next", readAt);
            }
            case StoreMessage.ListRuns list ->
                new StoreMessage.RunPage(tasks.containsKey(list.id()), List.of(), null, null);
            case StoreMessage.ListQueues list ->
                new StoreMessage.QueuePage(queues.tailMap(list.after(), false).values().stream()
                        .limit(list.limit())
                        .map(FakeBackend::view)
                        .toList());
            case StoreMessage.FindQueue find ->
                new StoreMessage.QueuePage(queues.subMap(find.name(), true, find.name(), true).values().stream()
                        .map(FakeBackend::view)
                        .toList());
            case StoreMessage.WhoHolds who -> new StoreMessage.Held(unheld.contains(who.shard()) ? null : owner);
            case StoreMessage.AskConstants ask -> new Constants(shards, List.of(), null);
            case StoreMessage.AskSecrets ask -> SECRETS;
            case StoreMessage.RotateSecrets rotate -> SECRETS;
            case StoreMessage.RetireSecret retire ->
                new WebhookSecrets(
                        retire.id() == 1 ? WebhookSecrets.Status.DONE : WebhookSecrets.Status.UNKNOWN, List.of());
            default -> throw new IllegalArgumentException("the API does not say " + message);
        };
    }

    private Message board(BoardMessage message) {
        return switch (message) {
            case BoardMessage.AskBoard ask -> allShards();
            case BoardMessage.Drain drain -> new DrainChanged(DrainStatus.DONE);
            case BoardMessage.Undrain undrain -> new DrainChanged(DrainStatus.DONE);
        };
    }

    private BoardRead allShards() {
        String address = owner;
        List<Member> members = address == null ? List.of() : List.of(new Member("live", address, "1", false));
        String holder = address == null ? null : "live";
        return new BoardRead(
                members,
                IntStream.range(0, shards)
                        .mapToObj(shard -> new Holding(shard, unheld.contains(shard) ? "dead" : holder, 1))
                        .toList());
    }

    /** Two pages, of which the first is empty: the rows that it looked at did not match. */
    private StoreMessage.TaskPage labelled(Map<String, String> labels, @Nullable String cursor) {
        if (cursor == null) {
            return new StoreMessage.TaskPage(List.of(), "second", NOW);
        }
        List<TaskView> matching = tasks.values().stream()
                .filter(task -> task.definition() != null
                        && task.definition().labels().entrySet().containsAll(labels.entrySet()))
                .toList();
        return new StoreMessage.TaskPage(matching, null, NOW);
    }

    private Message create(List<NewTask> created) {
        batches.add(created.size());
        return new StoreMessage.Created(created.stream().map(this::create).toList());
    }

    private Creation create(NewTask task) {
        TaskView known = tasks.get(task.id());
        if (known != null) {
            boolean same = known.definition().equals(task.definition());
            return new Creation(same ? Creation.Status.SAME : Creation.Status.CONFLICT, same ? known : null);
        }
        if (task.id().equals("rejected")) {
            return new Creation(Creation.Status.REJECTED, null);
        }
        return new Creation(Creation.Status.CREATED, put(task.id(), 1, task.definition()));
    }

    private TaskView put(String id, int version, Definition definition) {
        TaskView task = new TaskView(id, version, definition, TaskState.SCHEDULED, NOW, NOW, null);
        tasks.put(id, task);
        return task;
    }

    private Future<? extends Message> timer(TimerMessage message) {
        if (movesLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return Future.failedFuture(new BusFailure(FailureCode.NOT_OWNER, "moved"));
        }
        FailureCode failure = ownerFails;
        if (failure != null && message instanceof TimerMessage.Apply apply) {
            changes.add(apply.change());
            return Future.failedFuture(new BusFailure(failure, "as told"));
        }
        return switch (message) {
            case TimerMessage.AskStandings ask -> {
                askedOf.addAll(ask.ids());
                yield Future.succeededFuture(new TimerMessage.Standings(
                        ask.ids().stream().flatMap(this::standing).toList()));
            }
            case TimerMessage.ApplyToQueue apply -> Future.succeededFuture(apply(apply.change()));
            case TimerMessage.Apply apply -> Future.succeededFuture(apply(apply.change()));
            default -> Future.failedFuture("the API does not say " + message);
        };
    }

    private Stream<Standing> standing(String id) {
        Occurrence occurrence = new Occurrence(id, NOW);
        String reason = waiting.get(id);
        if (running) {
            return Stream.of(new Standing(occurrence, RunView.Stage.RUNNING, 1, null, null));
        }
        return reason == null
                ? Stream.empty()
                : Stream.of(new Standing(occurrence, RunView.Stage.WAITING, 0, reason, null));
    }

    private static QueueView view(QueueState queue) {
        return new QueueView(queue.name(), queue.settings(), queue.paused(), 7, false, NOW, 5);
    }

    private Message apply(QueueChange change) {
        QueueState now = queues.getOrDefault(change.name(), QueueState.of(change.name()));
        QueueState then =
                switch (change) {
                    case QueueChange.Set set -> now.withSettings(set.settings());
                    case QueueChange.Hold hold -> now.withPaused(true);
                    case QueueChange.Release release -> now.withPaused(false);
                    case QueueChange.Drop drop -> QueueState.of(drop.name());
                };
        queues.put(then.name(), then);
        return new TimerMessage.QueueChanged(then, true);
    }

    private Changed apply(TaskChange change) {
        changes.add(change);
        TaskView task = tasks.get(change.id());
        if (change instanceof TaskChange.Put put) {
            return put(put, task);
        }
        if (task == null) {
            return new Changed(Changed.Status.UNKNOWN, null, List.of());
        }
        return switch (change) {
            case TaskChange.Put put -> throw new IllegalStateException();
            case TaskChange.Cancel cancel ->
                changed(running ? Changed.Status.RUNNING : Changed.Status.CHANGED, task.withState(TaskState.CANCELLED));
            case TaskChange.Purge purge -> {
                tasks.remove(purge.id());
                yield new Changed(Changed.Status.CHANGED, null, List.of());
            }
            case TaskChange.Pause pause ->
                task.state().isTerminal()
                        ? changed(Changed.Status.NOT_NOW, task)
                        : changed(Changed.Status.CHANGED, task.withState(TaskState.PAUSED));
            case TaskChange.Resume resume -> changed(Changed.Status.SAME, task.withState(TaskState.SCHEDULED));
            case TaskChange.Revive revive -> changed(revived, task);
            case TaskChange.Retime retime -> changed(Changed.Status.SAME, task);
            case TaskChange.Fire fire -> fire(fire, task);
        };
    }

    /** Nothing is dead here, and what runs, or is over, does not fire. */
    private Changed fire(TaskChange.Fire fire, TaskView task) {
        if (running) {
            return new Changed(Changed.Status.NOT_NOW, null, List.of());
        }
        boolean refused = fire.scheduledFor() != null || task.state().isTerminal();
        return changed(refused ? Changed.Status.NOT_NOW : Changed.Status.CHANGED, task);
    }

    private Changed put(TaskChange.Put put, @Nullable TaskView task) {
        Integer wanted = put.ifVersion();
        boolean stale =
                task == null || wanted != null && wanted != TaskChange.Put.ANY_VERSION && wanted != task.version();
        if (wanted != null && stale) {
            return new Changed(Changed.Status.STALE_VERSION, task, List.of());
        }
        boolean revived = put.revives() && task != null && task.state() == TaskState.CANCELLED;
        if (task != null && !revived && put.task().definition().equals(task.definition())) {
            return new Changed(Changed.Status.SAME, task, List.of());
        }
        if (running && task != null) {
            return new Changed(Changed.Status.NOT_NOW, null, List.of());
        }
        TaskView now = put(
                put.task().id(),
                task == null ? 1 : task.version() + 1,
                put.task().definition());
        return new Changed(task == null ? Changed.Status.CREATED : Changed.Status.CHANGED, now, List.of());
    }

    private Changed changed(Changed.Status status, TaskView task) {
        tasks.put(task.id(), task);
        return new Changed(status, task, List.of());
    }
}
