package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.StoredLine;
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
 * One open socket. One virtual thread does all its work: it handles the client's frames, sends new
 * lines and waits to be woken. A slow client slows down only this thread.
 */
final class Terminal implements TerminalOutput, Runnable {
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
    private final TerminalTarget target;
    private final TerminalRegistry terminals;
    private final WakeSignal wakeSignal = new WakeSignal();
    private final ArrayBlockingQueue<String> received = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final long opened = System.nanoTime();
    private long lastPing = opened;
    private volatile long lastHeard = opened;
    private volatile boolean mustReconnect;
    private volatile boolean isClosed;
    private volatile boolean hasOverflowed;

    Terminal(Session session, TerminalTarget target, TerminalRegistry terminals) {
        this.session = session;
        this.target = target;
        this.terminals = terminals;
    }

    /** Queues a frame of the client; when the queue is full, the socket is closed. */
    void receive(String text) {
        lastHeard = System.nanoTime();
        if (!received.offer(text)) {
            hasOverflowed = true;
        }
        wakeSignal.wake();
    }

    void pong() {
        lastHeard = System.nanoTime();
    }

    /** Asks the client to reconnect, to another instance. */
    void askToReconnect() {
        mustReconnect = true;
        wakeSignal.wake();
    }

    void closed() {
        isClosed = true;
        wakeSignal.wake();
    }

    @Override
    public void run() {
        var card = terminals.watchedCards().watch(target.card(), wakeSignal);
        try {
            while (!isClosed && session.isOpen() && mayStayOpen()) {
                if (!step(card)) {
                    keepAlive();
                    wakeSignal.await(terminals.settings().ping().toMillis() / 2);
                }
            }
        } catch (IOException | IllegalStateException e) {
            log.debug("A terminal of card {} broke", target.card(), e);
            close(STUCK, "no byte was accepted");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            if (session.isOpen()) {
                close(CloseReason.CloseCodes.UNEXPECTED_CONDITION.getCode(), "ended");
            }
            terminals.watchedCards().unwatch(target.card(), wakeSignal);
            terminals.closed(this);
        }
    }

    @Override
    public ServerFrames frames() {
        return terminals.frames();
    }

    @Override
    public void send(String frame) throws IOException {
        session.getBasicRemote().sendText(frame);
    }

    @Override
    public List<StoredLine> page(StreamHead head, long from) throws InterruptedException {
        return terminals.page(head, from);
    }

    private boolean step(WatchedCard card) throws IOException, InterruptedException {
        try {
            var isNews = false;
            for (var text = received.peek(); text != null; text = received.peek()) {
                answer(text, card);
                // only now: what the store could not answer is asked again when it is back
                received.poll();
                isNews = true;
            }
            for (var subscription : List.copyOf(subscriptions.values())) {
                isNews |= subscription.advance(this);
            }
            return isNews;
        } catch (DataAccessException | TransactionException e) {
            // the cursors have not moved; continue when the store is back
            log.warn("The store did not answer a terminal of card {}", target.card(), e);
            wakeSignal.await(PAUSE_WITHOUT_STORE);
            return true;
        }
    }

    private void answer(String text, WatchedCard card) throws IOException {
        switch (terminals.read(text)) {
            case Subscribe request -> subscribe(request, card);
            case Unsubscribe(var sub) -> {
                if (subscriptions.remove(sub) == null) {
                    send(frames().error(sub, UNKNOWN, "There is no such subscription."));
                }
            }
            case Ignored _ -> {}
            case Bad(var sub, var message) -> send(frames().error(sub, BAD_FRAME, message));
        }
    }

    private void subscribe(Subscribe request, WatchedCard card) throws IOException {
        if (subscriptions.containsKey(request.sub())) {
            send(frames().error(request.sub(), BAD_FRAME, "This subscription exists already."));
        } else if (subscriptions.size() >= MOST_SUBSCRIPTIONS) {
            send(frames().error(request.sub(), LIMIT, "A socket carries 16 subscriptions."));
        } else if (isOutsideTarget(request)) {
            send(frames().error(request.sub(), UNKNOWN, "This socket is open for something else."));
        } else {
            terminals.load(card, target.card());
            var only = target.run() != null ? target.run() : request.run();
            if (only != null && card.run(only) == null) {
                send(frames().error(request.sub(), UNKNOWN, "The card has no such run."));
                return;
            }
            subscriptions.put(request.sub(), new Subscription(request, card, only));
        }
    }

    private boolean isOutsideTarget(Subscribe request) {
        return (request.card() != null && !request.card().equals(target.card()))
                || (target.run() != null
                        && request.run() != null
                        && !request.run().equals(target.run()));
    }

    private boolean mayStayOpen() throws IOException {
        var age = System.nanoTime() - opened;
        if (mustReconnect || age > terminals.settings().longest().toNanos()) {
            send(frames().moved(COME_BACK_AFTER));
            close(CloseReason.CloseCodes.SERVICE_RESTART.getCode(), "moved");
            return false;
        }
        if (hasOverflowed) {
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
            log.debug("A terminal of card {} was gone already", target.card(), e);
        }
    }
}
