package carillon.client;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client of a node of Carillon, or of many behind one address. Make one for a program, and close it at the end.
 *
 * <p>May be used from any number of threads at once. Each call blocks its thread, which may be a virtual one and must
 * not be an event loop, until the node has answered; what it says is then durable.
 *
 * <p>A node that is not there yet, is busy (429) or away (503), and a connection that breaks, are tried again for as
 * long as {@link CarillonBuilder#retryFor} says, in the pauses that the node asks for. What would be another thing if
 * it were done twice ({@link #fire}, {@link #purge}, and to replace a version) is tried again only where it was
 * certainly not done. To create a task is safe to repeat, because each has an id.
 *
 * <p>What a node refuses is a {@link CarillonException}; that no node answers is an
 * {@link java.io.UncheckedIOException}, as is an interrupt, after which the thread stays interrupted. Then it is not
 * known whether it was done.
 */
public final class Carillon implements AutoCloseable {

    private static final String TASKS = "/tasks";
    private static final int PAGE = 500;
    private static final int UNKNOWN = 404;

    private final Wire wire;

    Carillon(Wire wire) {
        this.wire = wire;
    }

    /**
     * Begins to describe a client of the node at an address, such as {@code http://localhost:8080}.
     *
     * @throws IllegalArgumentException if it is not http or https with a host
     */
    public static CarillonBuilder at(URI address) {
        String scheme = address.getScheme();
        if (scheme == null || !scheme.toLowerCase(Locale.ROOT).matches("https?") || address.getHost() == null) {
            throw new IllegalArgumentException(
                    "'" + address + "' must be http:// or https:// with a host, such as http://localhost:8080");
        }
        return new CarillonBuilder(address);
    }

    /** Creates a task. If it is there already with the same body, nothing is changed; with another one, 409. */
    public TaskInfo create(Task task) {
        return task(Call.post(TASKS, task.json()));
    }

    /**
     * Creates any number of tasks in bounded memory: they are taken from the stream as they are sent, 4,000 or a
     * megabyte in one request. A bad one is refused alone. What was not answered when this throws may or may not be
     * there; the same tasks may be sent again.
     *
     * @param answers told of each, in order, on the calling thread
     */
    public void createAll(Stream<Task> tasks, Consumer<Creation> answers) {
        new Creations(wire).send(tasks.iterator(), answers);
    }

    /** Creates a task, or puts it in the place of the one with its id. The same again changes nothing. */
    public TaskInfo replace(Task task) {
        return task(Call.put(path(task.id()), task.json()));
    }

    /** Puts a task in the place of the one with its id, if that has this version; else 412. */
    public TaskInfo replace(Task task, long version) {
        return task(Call.put(path(task.id()), task.json()).ifMatch(version));
    }

    /** Reads a task; refused with 404 where there is none. */
    public TaskInfo get(String id) {
        return task(Call.get(path(id)));
    }

    /** Reads a task, if there is one. */
    public Optional<TaskInfo> find(String id) {
        try {
            return Optional.of(get(id));
        } catch (CarillonException refused) {
            if (refused.status() == UNKNOWN) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /**
     * Cancels a task: no attempt of it starts any more. One that is over stays as it is.
     *
     * @return the task, if an attempt of it is still running
     */
    public Optional<TaskInfo> cancel(String id) {
        Answer answer = wire.send(Call.delete(path(id)));
        return answer.body().isNull() ? Optional.empty() : Optional.of(answer.as(TaskInfo::of));
    }

    /** Forgets a task, its history and its id. Takes the role admin. */
    public void purge(String id) {
        wire.send(Call.delete(path(id) + "?purge=true").once());
    }

    /** Fires it once more, now; its schedule stays. */
    public TaskInfo fire(String id) {
        return task(Call.post(path(id) + "/fire").once());
    }

    /** Fires an occurrence again that is dead. */
    public TaskInfo revive(String id, Instant scheduledFor) {
        return task(Call.post(path(id) + "/fire" + Query.NONE.with("scheduledFor", scheduledFor))
                .once());
    }

    /** Stops it from firing. */
    public TaskInfo pause(String id) {
        return task(Call.post(path(id) + "/pause"));
    }

    /** Lets it fire again. */
    public TaskInfo resume(String id) {
        return task(Call.post(path(id) + "/resume"));
    }

    /** The tasks that a filter shows, by id; by due instant where the filter names one. */
    public Pages<TaskInfo> list(Filter filter) {
        return list(filter.query());
    }

    /** The tasks that a filter shows and that will fire, the next one first. */
    public Pages<TaskInfo> listByDue(Filter filter) {
        return list(filter.query().with("order", "due"));
    }

    /** One change to every task that a filter shows. Nothing is done before the change is named. */
    public Bulk all(Filter filter) {
        return new Bulk(wire, filter, progress -> {});
    }

    /** What became of a task and what is to come, the newest first. */
    public Pages<RunInfo> runs(String id) {
        return Pages.of(wire, path(id) + "/runs", Query.NONE, "runs", RunInfo::of);
    }

    /** The next five instants of a trigger, by the clock of the node, and the trigger in words. */
    public Preview preview(Trigger trigger) {
        return preview(trigger.members());
    }

    /**
     * The instants of a trigger after another one.
     *
     * @param count how many at most, 1 to 1,000
     */
    public Preview preview(Trigger trigger, Instant from, int count) {
        return preview(trigger.members().with("from", from.toString()).with("count", count));
    }

    /** The calls about queues. */
    public Queues queues() {
        return new Queues(wire);
    }

    /** The calls about sets of tasks. */
    public Sets sets() {
        return new Sets(wire);
    }

    /** The calls about nodes and shards. */
    public Nodes nodes() {
        return new Nodes(wire);
    }

    /** The calls about the secrets that sign webhooks. */
    public Secrets secrets() {
        return new Secrets(wire);
    }

    /**
     * Makes any call of the API, for what has no method here.
     *
     * @param method of HTTP. What is not {@code GET}, {@code PUT} or {@code DELETE} is not repeated once it may have
     *     been done
     * @param path from the root of the API on, with its query, such as {@code /tasks/a?dryRun=true}
     * @param body null for none
     */
    public Answer call(String method, String path, @Nullable Json body) {
        return wire.send(Call.of(method, path, body));
    }

    /** Waits for calls that are under way, and closes the connections. */
    @Override
    public void close() {
        wire.close();
    }

    private TaskInfo task(Call call) {
        return wire.send(call).as(TaskInfo::of);
    }

    private Pages<TaskInfo> list(Query query) {
        return Pages.of(wire, TASKS, query.with("limit", PAGE), "tasks", TaskInfo::of);
    }

    private Preview preview(Members trigger) {
        return wire.send(Call.post("/preview", trigger.json())).as(Preview::of);
    }

    private static String path(String id) {
        return TASKS + "/" + Query.encode(id);
    }
}
