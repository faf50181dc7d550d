package carillon.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * A request whose body is lines, answered line by line while it is read. A bad line fails alone. Reading pauses while
 * too many lines are under way, or too many answers wait for clients that do not read them: a client may send
 * everything before it reads, up to {@link HttpLimits#LINE_ANSWER_BYTES_MAX} of answers, and to what all streams of the
 * node may have together.
 *
 * <p>For use on the event loop of {@code context}.
 */
final class LineStream implements LineSplitter.Lines {

    /** Answers lines. */
    interface Service {
        /**
         * Answers one line; does not fail.
         *
         * @param number of the line in the request, from 1 on
         */
        Future<Buffer> answer(int number, byte[] line);
    }

    private final HttpServerRequest request;
    private final int openMax;
    private final Service service;
    private final Context context;
    private final UnreadAnswers unread;
    private final LineSplitter splitter;
    private final LineAnswers answers;
    private long bytesOpen;
    private boolean paused;
    private boolean gone;
    /** Is told when the other streams of the node have fewer answers unread. */
    private boolean awaitsRoom;

    /**
     * Reads a request that is not read yet.
     *
     * @param openMax how many lines may be under way
     */
    LineStream(HttpServerRequest request, Context context, int openMax, Service service) {
        this.request = request;
        this.openMax = openMax;
        this.service = service;
        splitter = new LineSplitter(HttpLimits.BODY_BYTES_MAX, this);
        this.context = context;
        unread = UnreadAnswers.of(context.owner());
        answers = new LineAnswers(request.response(), context, unread, this::goOn);
    }

    /** Begins. Completes when the last answer was given, or the client is gone. */
    Future<Void> run() {
        Promise<Void> done = Promise.promise();
        request.response().closeHandler(closed -> {
            gone = true;
            answers.drop();
            done.tryComplete();
        });
        request.handler(this::read);
        request.endHandler(ended -> {
            splitter.end();
            answers.end().onComplete(given -> done.tryComplete());
        });
        return done.future();
    }

    private void read(Buffer chunk) {
        if (!gone) {
            splitter.take(chunk);
            goOn();
        }
    }

    @Override
    public void line(int number, byte[] line) {
        bytesOpen += line.length;
        answers.add(service.answer(number, line).onComplete(known -> bytesOpen -= line.length));
    }

    @Override
    public void tooLong(int number) {
        Refusal refusal = Refusal.of(413, "a line has at most " + HttpLimits.BODY_BYTES_MAX + " bytes");
        answers.add(Future.succeededFuture(refusal.toLine(number, null)));
    }

    private void goOn() {
        // Asked once: if room came between stopping and asking again, nobody would wake this stream.
        boolean noRoom = unread.leaveNoRoom(answers.bytesUnread());
        boolean full = noRoom
                || answers.open() >= openMax
                || bytesOpen >= HttpLimits.LINE_BYTES_IN_FLIGHT_MAX
                || answers.bytesUnread() >= HttpLimits.LINE_ANSWER_BYTES_MAX;
        if (full != paused) {
            paused = full;
            if (full) {
                request.pause();
            } else {
                request.resume();
            }
        }
        if (noRoom && !awaitsRoom && !gone) {
            awaitsRoom = true;
            unread.whenRoom(() -> context.runOnContext(this::roomCame));
        }
    }

    private void roomCame(Void nothing) {
        awaitsRoom = false;
        goOn();
    }
}
