package dev.agentworks.orchestrator.outgoing;

import dev.agentworks.events.log.LogLevel;
import dev.agentworks.events.log.LogSource;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.outbox.OutgoingMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A model's text on its way to the terminal: the first line at once, then what came together within
 * 100 ms.
 *
 * <p>The producer is named by the model call and lines are numbered by the text alone. So a worker
 * that reads the same answer again, after a crash or beside a holder that does not know it lost the
 * run, publishes the same lines under the same numbers, and a reader drops what it has.
 */
public final class TextStream {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int MOST_LINES = 200;
    private static final int MOST_CHARACTERS = 48 * 1024;

    private final TextStreams streams;
    private final RunReference run;
    private final String step;
    private final String producer;
    private final LineSplitter splitter = new LineSplitter();
    private final List<LogLine> waiting = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private int characters;
    private long nextSeq = 1;
    private int accepted;
    private long lastSent;
    private @Nullable ScheduledFuture<?> later;

    TextStream(TextStreams streams, RunReference run, String step, int reissue) {
        this.streams = streams;
        this.run = run;
        this.step = step;
        this.producer = "model-" + step + "-" + reissue;
        this.lastSent = System.nanoTime() - PAUSE.toNanos();
    }

    public synchronized void accept(String delta) {
        accepted += delta.length();
        add(splitter.accept(delta));
        if (waiting.isEmpty()) {
            return;
        }
        long due = lastSent + PAUSE.toNanos() - System.nanoTime();
        if (due <= 0 || waiting.size() >= MOST_LINES || characters >= MOST_CHARACTERS) {
            send();
        } else if (later == null) {
            later = streams.timer().schedule(this::send, due, TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Says what is left of the whole text and waits until all of it was handed over, so that no
     * later line can come before it. What a broker does not take in time is given back, to leave
     * with the step.
     */
    public TextLines complete(@Nullable String wholeText) {
        synchronized (this) {
            if (wholeText != null && wholeText.length() > accepted) {
                add(splitter.accept(wholeText.substring(accepted)));
            }
            add(splitter.rest());
            send();
        }
        return said();
    }

    /**
     * Says the whole lines so far and no more: the same text will be read again, and a half line
     * under its number would hide the whole one.
     */
    public void breakOff() {
        send();
    }

    /** All that was said so far, after a short wait for the broker to take it. */
    public TextLines said() {
        List<Sent> all;
        long count;
        synchronized (this) {
            all = List.copyOf(sent);
            count = nextSeq - 1;
        }
        streams.await(
                CompletableFuture.allOf(
                        all.stream().map(Sent::taken).toArray(CompletableFuture[]::new)));
        var unsent = all.stream().filter(Sent::isOpen).map(Sent::batch).toList();
        if (!unsent.isEmpty()) {
            streams.notTaken(run, producer, unsent.size());
        }
        return new TextLines(producer, count, unsent);
    }

    private void add(List<String> lines) {
        for (var line : lines) {
            characters += line.length();
            waiting.add(new LogLine(LogLevel.INFO, LogSource.AGENT, line, step, null));
        }
    }

    private synchronized void send() {
        if (later != null) {
            later.cancel(false);
            later = null;
        }
        if (waiting.isEmpty()) {
            return;
        }
        // much can come at once, and a message takes so much only
        for (int from = 0; from < waiting.size(); ) {
            int to = endOfBatch(from);
            publish(List.copyOf(waiting.subList(from, to)));
            from = to;
        }
        waiting.clear();
        characters = 0;
        lastSent = System.nanoTime();
    }

    private int endOfBatch(int from) {
        int to = from;
        int size = 0;
        do {
            size += waiting.get(to).message().length();
            to++;
        } while (to < waiting.size()
                && to - from < MOST_LINES
                && size + waiting.get(to).message().length() <= MOST_CHARACTERS);
        return to;
    }

    private void publish(List<LogLine> lines) {
        var id = Uuids.v5(run.runId(), producer + "/" + nextSeq).toString();
        var batch = streams.batch(id, run, producer, nextSeq, lines);
        sent.add(new Sent(batch, streams.publish(batch)));
        nextSeq += lines.size();
    }

    private record Sent(OutgoingMessage batch, CompletableFuture<String> taken) {
        boolean isOpen() {
            return !taken.isDone() || taken.isCompletedExceptionally();
        }
    }
}
