package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.RunLine;
import dev.agentworks.monitor.history.StreamHead;
import dev.agentworks.monitor.live.ClientFrame.Bad;
import dev.agentworks.monitor.live.ClientFrame.Ignored;
import dev.agentworks.monitor.live.ClientFrame.Subscribe;
import dev.agentworks.monitor.live.ClientFrame.Unsubscribe;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One open socket. One virtual thread does all its work: it reads what the client said, sends what
 * is new and waits for its bell. A slow client slows this thread and nobody else.
 */
final class Terminal implements Wire, Runnable {
    static final int BAD_FRAME = 4000;
    static final int UNKNOWN = 4004;
    static final int STUCK = 4008;
    static final int LIMIT = 4029;
    private static final Logger log = LoggerFactory.getLogger(Terminal.class);
    private static final int MOST_SUBSCRIPTIONS = 16;
    private static final int MOST_WAITING = 64;
    private static final int PAUSE_WITHOUT_STORE = 500;
    private static final int COME_BACK_AFTER = 200;

    private final Session session;
    private final Subject subject;
    private final Terminals terminals;
    private final Bell bell = new Bell();
    private final ArrayBlockingQueue<String> said = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final long opened = System.nanoTime();
    private long lastPing = opened;
    private volatile long lastHeard = opened;
    private volatile boolean mustMove;
    private volatile boolean isClosed;
    private volatile boolean isTooChatty;

    Terminal(Session session, Subject subject, Terminals terminals) {
        this.session = session;
        this.subject = subject;
        this.terminals = terminals;
    }

    /** Takes what the client said; too much at once ends the conversation. */
    void hear(String text) {
        lastHeard = System.nanoTime();
        if (!said.offer(text)) {
            isTooChatty = true;
        }
        bell.ring();
    }

    void pong() {
        lastHeard = System.nanoTime();
    }

    /** Asks the client to come back, to another instance. */
    void move() {
        mustMove = true;
        bell.ring();
    }

    void closed() {
        isClosed = true;
        bell.ring();
    }

    @Override
    public void run() {
        var card = terminals.feeds().watch(subject.card(), bell);
        try {
            while (!isClosed && session.isOpen() && stays()) {
                if (!step(card)) {
                    keepAlive();
                    bell.await(terminals.settings().ping().toMillis() / 2);
                }
            }
        } catch (IOException | IllegalStateException e) {
            log.debug("A terminal of card {} broke", subject.card(), e);
            close(STUCK, "no byte was accepted");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            if (session.isOpen()) {
                close(CloseReason.CloseCodes.UNEXPECTED_CONDITION.getCode(), "ended");
            }
            terminals.feeds().unwatch(subject.card(), bell);
            terminals.gone(this);
        }
    }

    @Override
    public Frames frames() {
        return terminals.frames();
    }

    @Override
    public void send(String frame) throws IOException {
        session.getBasicRemote().sendText(frame);
    }

    @Override
    public List<RunLine> page(StreamHead head, long from) throws InterruptedException {
        return terminals.page(head, from);
    }

    private boolean step(CardFeed card) throws IOException, InterruptedException {
        try {
            var isNews = false;
            for (var text = said.poll(); text != null; text = said.poll()) {
                answer(text, card);
                isNews = true;
            }
            for (var subscription : List.copyOf(subscriptions.values())) {
                isNews |= subscription.advance(this);
            }
            return isNews;
        } catch (DataAccessException | TransactionException e) {
            // the cursor stands where it stood; go on when the store is back
            log.warn("The store did not answer a terminal of card {}", subject.card(), e);
            bell.await(PAUSE_WITHOUT_STORE);
            return true;
        }
    }

    private void answer(String text, CardFeed card) throws IOException {
        switch (terminals.read(text)) {
            case Subscribe wish -> subscribe(wish, card);
            case Unsubscribe(var sub) -> {
                if (subscriptions.remove(sub) == null) {
                    send(frames().error(sub, UNKNOWN, "There is no such subscription."));
                }
            }
            case Ignored _ -> {}
            case Bad(var sub, var message) -> send(frames().error(sub, BAD_FRAME, message));
        }
    }

    private void subscribe(Subscribe wish, CardFeed card) throws IOException {
        if (subscriptions.containsKey(wish.sub())) {
            send(frames().error(wish.sub(), BAD_FRAME, "This subscription exists already."));
        } else if (subscriptions.size() >= MOST_SUBSCRIPTIONS) {
            send(frames().error(wish.sub(), LIMIT, "A socket carries 16 subscriptions."));
        } else if (isElsewhere(wish)) {
            send(frames().error(wish.sub(), UNKNOWN, "This socket is open for something else."));
        } else {
            terminals.load(card, subject.card());
            var only = subject.run() != null ? subject.run() : wish.run();
            if (only != null && card.run(only) == null) {
                send(frames().error(wish.sub(), UNKNOWN, "The card has no such run."));
                return;
            }
            subscriptions.put(wish.sub(), new Subscription(wish, card, only));
        }
    }

    private boolean isElsewhere(Subscribe wish) {
        return (wish.card() != null && !wish.card().equals(subject.card()))
                || (subject.run() != null
                        && wish.run() != null
                        && !wish.run().equals(subject.run()));
    }

    private boolean stays() throws IOException {
        var age = System.nanoTime() - opened;
        if (mustMove || age > terminals.settings().longest().toNanos()) {
            send(frames().moved(COME_BACK_AFTER));
            close(CloseReason.CloseCodes.SERVICE_RESTART.getCode(), "moved");
            return false;
        }
        if (isTooChatty) {
            send(frames().error(null, LIMIT, "Too many frames at once."));
            close(LIMIT, "too many frames");
            return false;
        }
        return true;
    }

    private void keepAlive() throws IOException {
        var now = System.nanoTime();
        if (now - lastHeard
                > terminals.settings().ping().plus(terminals.settings().stuckAfter()).toNanos()) {
            close(STUCK, "no answer");
        } else if (now - lastPing >= terminals.settings().ping().toNanos()) {
            lastPing = now;
            session.getBasicRemote().sendPing(ByteBuffer.allocate(0));
        }
    }

    private void close(int code, String reason) {
        isClosed = true;
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
        } catch (IOException e) {
            log.debug("A terminal of card {} was gone already", subject.card(), e);
        }
    }
}
