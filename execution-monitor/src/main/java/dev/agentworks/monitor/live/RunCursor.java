package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.RunLine;
import dev.agentworks.monitor.history.StreamHead;
import java.io.IOException;
import java.util.List;

/**
 * One reader's place in one run: sends what comes next, from memory when it is there, else from the
 * store.
 */
final class RunCursor {
    private final String sub;
    private final RunFeed feed;
    private final LineFilter filter;
    private final long stopAt;
    private long next;
    private long seqShown;
    private boolean isDone;

    RunCursor(String sub, RunFeed feed, LineFilter filter, Start start) {
        this.sub = sub;
        this.feed = feed;
        this.filter = filter;
        this.next = start.next();
        this.stopAt = filter.realtime() ? Long.MAX_VALUE : start.head().next();
    }

    /** Sends one step of what is new; false when there is nothing. */
    boolean advance(Wire wire) throws IOException, InterruptedException {
        var showed = showStatus(wire);
        if (isDone) {
            return showed;
        }
        var head = feed.head();
        if (next < Math.min(head.next(), stopAt)) {
            sendLines(wire, head);
            return true;
        }
        if (head.finalOffset() != null && next >= head.finalOffset()) {
            isDone = true;
            wire.send(wire.frames().eof(sub, head.runId(), head.finalOffset()));
            return true;
        }
        return showed;
    }

    private boolean showStatus(Wire wire) throws IOException {
        var view = feed.view();
        if (view == null || view.lastRunSeq() <= seqShown) {
            return false;
        }
        seqShown = view.lastRunSeq();
        wire.send(wire.frames().status(sub, view));
        if (view.tokens() != null) {
            wire.send(wire.frames().metrics(sub, view));
        }
        return true;
    }

    private void sendLines(Wire wire, StreamHead head) throws IOException, InterruptedException {
        var chunk = feed.at(next);
        if (chunk == null) {
            send(wire, head, wire.page(head, next));
        } else if (chunk.first() == next && chunk.next() <= stopAt && filter.showsAll()) {
            wire.send(wire.frames().lines(sub, head, next, chunk.next(), chunk.json()));
            sayGaps(wire, head, chunk.lines());
            next = chunk.next();
        } else {
            send(wire, head, chunk.lines().stream().filter(line -> line.offset() >= next).toList());
        }
    }

    private void send(Wire wire, StreamHead head, List<RunLine> found) throws IOException {
        var lines = found.stream().filter(line -> line.offset() < stopAt).toList();
        if (lines.isEmpty()) {
            throw new IllegalStateException(
                    "run %s is said to have line %d".formatted(head.runId(), next));
        }
        var shown = filter.showsAll() ? lines : lines.stream().filter(filter::shows).toList();
        var end = lines.getLast().offset() + 1;
        wire.send(wire.frames().lines(sub, head, next, end, wire.frames().array(shown)));
        sayGaps(wire, head, shown);
        next = end;
    }

    private void sayGaps(Wire wire, StreamHead head, List<RunLine> lines) throws IOException {
        for (var line : lines) {
            if (LineFilter.isGap(line)) {
                wire.send(wire.frames().gap(sub, head.runId(), line));
            }
        }
    }
}
