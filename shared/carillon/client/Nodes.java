package carillon.client;

import java.util.List;

/** The calls about nodes and the shards that they hold. Each throws as those of {@link Carillon} do. */
public final class Nodes {

    private static final String ALL = "/nodes";

    private final Wire wire;

    Nodes(Wire wire) {
        this.wire = wire;
    }

    /** Every live one, by id. */
    public List<NodeInfo> list() {
        return wire.send(Call.get(ALL)).as(answer -> answer.objects("nodes", NodeInfo::of));
    }

    /** Reads one; refused with 404 where there is none. */
    public NodeInfo get(String id) {
        return read(Call.get(path(id)));
    }

    /**
     * Has one hand its shards over and take none, until it ends or is undrained; done when it has no shards. Takes the
     * role admin; refused with 409 where no other would take them.
     */
    public NodeInfo drain(String id) {
        return read(Call.post(path(id) + "/drain"));
    }

    /** Has one take shards again. Takes the role admin. */
    public NodeInfo undrain(String id) {
        return read(Call.post(path(id) + "/undrain"));
    }

    /** Every shard, by number. */
    public List<ShardInfo> shards() {
        return wire.send(Call.get("/shards")).as(answer -> answer.objects("shards", ShardInfo::of));
    }

    private NodeInfo read(Call call) {
        return wire.send(call).as(NodeInfo::of);
    }

    private static String path(String id) {
        return ALL + "/" + Query.encode(id);
    }
}
