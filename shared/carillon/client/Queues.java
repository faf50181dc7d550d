package carillon.client;

/** The calls about queues. Each throws as those of {@link Carillon} do. */
public final class Queues {

    private static final String ALL = "/queues";

    private final Wire wire;

    Queues(Wire wire) {
        this.wire = wire;
    }

    /** Every queue that has tasks or settings, by name. */
    public Pages<QueueInfo> list() {
        return Pages.of(wire, ALL, Query.NONE, "queues", QueueInfo::of);
    }

    /** Reads one; refused with 404 where there is none of this name. */
    public QueueInfo get(String name) {
        return read(Call.get(path(name)));
    }

    /** Gives it these limits and defaults, and no others; it need not be there. Obeyed when this returns. */
    public QueueInfo put(String name, QueueSettings settings) {
        return read(Call.put(path(name), settings.json()));
    }

    /** Starts nothing of it any more; what runs goes on. Obeyed when this returns. */
    public QueueInfo pause(String name) {
        return read(Call.post(path(name) + "/pause"));
    }

    /** Goes on. */
    public QueueInfo resume(String name) {
        return read(Call.post(path(name) + "/resume"));
    }

    /** Drops its limits, its defaults and its pause; its tasks stay. */
    public void drop(String name) {
        wire.send(Call.delete(path(name)).once());
    }

    private QueueInfo read(Call call) {
        return wire.send(call).as(QueueInfo::of);
    }

    private static String path(String name) {
        return ALL + "/" + Query.encode(name);
    }
}
