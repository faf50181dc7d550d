package carillon.message;

import carillon.bus.Message;
import carillon.bus.WireCodec;
import carillon.task.Payload;
import java.util.List;

/** The types that may travel over the bus between nodes. */
public final class Protocols {

    /** Every message and answer; what they contain follows from their components. */
    public static final List<Class<? extends Message>> ALL = List.of(
            StoreMessage.class,
            StoreMessage.Created.class,
            StoreMessage.Found.class,
            TaskPage.class,
            RunPage.class,
            StoreMessage.Renewed.class,
            StoreMessage.Claimed.class,
            StoreMessage.Ceded.class,
            DuePage.class,
            StoreMessage.NewPage.class,
            StoreMessage.LinePage.class,
            StoreMessage.QueuesRead.class,
            StoreMessage.QueueWritten.class,
            QueuePage.class,
            StoreMessage.Settled.class,
            StoreMessage.Held.class,
            Constants.class,
            StoreMessage.TimeRead.class,
            StoreMessage.Done.class,
            WebhookSecrets.class,
            Changed.class,
            TimerMessage.class,
            TimerMessage.Standings.class,
            SetMessage.class,
            SetMessage.Kept.class,
            TimerMessage.QueueChanged.class,
            TimerMessage.ShardsTold.class,
            BoardMessage.class,
            BoardMessage.BoardRead.class,
            BoardMessage.DrainChanged.class,
            NodeMessage.class,
            NodeReport.class,
            DeliveryMessage.class,
            DeliveryMessage.Withdrawn.class,
            DeliveryMessage.Begun.class,
            HandlerMessage.class,
            HandlerMessage.Handled.class);

    private Protocols() {}

    /** The codec that carries them. */
    public static WireCodec codec() {
        return new WireCodec.Builder()
                .with(Payload.class, Payload::bytes, Payload::of)
                .build(ALL);
    }

    /**
     * The same, practised in hand-overs: a shard stands still while its next owner reads one, and the first one that a
     * process reads it reads slowly.
     */
    public static WireCodec practisedCodec() {
        WireCodec codec = codec();
        codec.practise(PracticeSlice.handOver());
        return codec;
    }
}
