package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.StreamHead;
import dev.agentworks.monitor.status.RunView;
import org.jspecify.annotations.Nullable;

/**
 * What this instance knows of a watched run: how far its stream goes, its latest lines, where it
 * stands.
 */
final class RunFeed {
    private final Ring ring;
    private StreamHead head;
    private @Nullable RunView view;

    RunFeed(StreamHead head, LiveSettings settings) {
        this.head = head;
        this.ring = new Ring(settings.ringLines(), settings.ringSize().toBytes());
    }

    synchronized StreamHead head() {
        return head;
    }

    synchronized @Nullable RunView view() {
        return view;
    }

    /** Takes note of a position; an older one changes nothing. */
    synchronized boolean reached(StreamHead newer) {
        var isNews =
                newer.epoch() != head.epoch()
                        || newer.next() > head.next()
                        || (newer.finalOffset() != null && head.finalOffset() == null);
        if (isNews) {
            head = newer;
        }
        return isNews;
    }

    synchronized void add(Chunk chunk) {
        ring.add(chunk);
    }

    synchronized @Nullable Chunk at(long offset) {
        return ring.at(offset);
    }

    /** Takes note of where the run stands; an older view changes nothing. */
    synchronized boolean changed(RunView newer) {
        if (view != null && newer.lastRunSeq() <= view.lastRunSeq()) {
            return false;
        }
        view = newer;
        return true;
    }

    synchronized long bytes() {
        return ring.bytes();
    }

    synchronized void forgetLines() {
        ring.clear();
    }
}
