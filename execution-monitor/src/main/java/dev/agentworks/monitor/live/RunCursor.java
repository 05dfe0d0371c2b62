package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.StoredLine;
import dev.agentworks.monitor.history.StreamHead;
import java.io.IOException;
import java.util.List;

/**
 * The position of one subscription in one run: sends the next lines, from memory if they are there,
 * else from the store.
 */
final class RunCursor {
    private final String sub;
    private final WatchedRun watchedRun;
    private final LineFilter filter;
    private final long stopAt;
    private long next;
    private long lastSeqSent;
    private boolean isDone;

    RunCursor(String sub, WatchedRun watchedRun, LineFilter filter, StartPosition start) {
        this.sub = sub;
        this.watchedRun = watchedRun;
        this.filter = filter;
        this.next = start.next();
        this.stopAt = filter.realtime() ? Long.MAX_VALUE : start.head().next();
    }

    /** Sends the next frames; false when there is nothing to send. */
    boolean advance(TerminalOutput output) throws IOException, InterruptedException {
        var showed = showStatus(output);
        var head = watchedRun.head();
        if (next < head.floor()) {
            skipForgotten(output, head, head.floor());
            return true;
        }
        if (next < Math.min(head.next(), stopAt)) {
            // also after the end: a line that came late moves it
            isDone = false;
            sendLines(output, head);
            return true;
        }
        if (!isDone && head.finalOffset() != null && next >= head.finalOffset()) {
            isDone = true;
            output.send(output.frames().eof(sub, head.runId(), head.finalOffset()));
            return true;
        }
        return showed;
    }

    private boolean showStatus(TerminalOutput output) throws IOException {
        var view = watchedRun.view();
        if (view == null || view.lastRunSeq() <= lastSeqSent) {
            return false;
        }
        lastSeqSent = view.lastRunSeq();
        output.send(output.frames().status(sub, view));
        if (view.tokens() != null) {
            output.send(output.frames().metrics(sub, view));
        }
        return true;
    }

    private void sendLines(TerminalOutput output, StreamHead head)
            throws IOException, InterruptedException {
        var encoded = watchedRun.at(next);
        if (encoded == null) {
            send(output, head, output.page(head, next));
        } else if (encoded.first() == next && encoded.next() <= stopAt && filter.showsAll()) {
            output.send(output.frames().lines(sub, head, next, encoded.next(), encoded.json()));
            sendGaps(output, head, encoded.lines());
            next = encoded.next();
        } else {
            send(
                    output,
                    head,
                    encoded.lines().stream().filter(line -> line.offset() >= next).toList());
        }
    }

    private void send(TerminalOutput output, StreamHead head, List<StoredLine> found)
            throws IOException {
        if (!found.isEmpty() && found.getFirst().offset() > next) {
            skipForgotten(output, head, found.getFirst().offset());
        }
        var lines = found.stream().filter(line -> line.offset() < stopAt).toList();
        if (lines.isEmpty()) {
            throw new IllegalStateException(
                    "run %s is said to have line %d".formatted(head.runId(), next));
        }
        var shown = filter.showsAll() ? lines : lines.stream().filter(filter::shows).toList();
        var end = lines.getLast().offset() + 1;
        output.send(output.frames().lines(sub, head, next, end, output.frames().array(shown)));
        sendGaps(output, head, shown);
        next = end;
    }

    private void skipForgotten(TerminalOutput output, StreamHead head, long floor)
            throws IOException {
        output.send(output.frames().forgotten(sub, head.runId(), next, floor));
        next = floor;
    }

    private void sendGaps(TerminalOutput output, StreamHead head, List<StoredLine> lines)
            throws IOException {
        for (var line : lines) {
            if (LineFilter.isGap(line)) {
                output.send(output.frames().gap(sub, head.runId(), line));
            }
        }
    }
}
