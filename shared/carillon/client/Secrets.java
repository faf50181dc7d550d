package carillon.client;

import java.util.List;

/** The calls about the secrets that sign webhooks. They take the role admin, and throw as {@link Carillon} does. */
public final class Secrets {

    private static final String ALL = "/secrets/webhook";

    private final Wire wire;

    Secrets(Wire wire) {
        this.wire = wire;
    }

    /** Those that sign now, the newest first: one, or two while they are being changed. */
    public List<Secret> list() {
        return read(Call.get(ALL));
    }

    /**
     * Adds a new one, so that webhooks bear two signatures until the older one is retired; refused with 409 where two
     * sign already.
     *
     * @return both, the new one first
     */
    public List<Secret> rotate() {
        return read(Call.post(ALL + "/rotate").once());
    }

    /** Lets one sign no more; refused with 409 where it is the only one, and with 404 where there is none. */
    public void retire(long id) {
        wire.send(Call.delete(ALL + "/" + id).once());
    }

    private List<Secret> read(Call call) {
        return wire.send(call).as(answer -> answer.objects("secrets", Secret::of));
    }
}
