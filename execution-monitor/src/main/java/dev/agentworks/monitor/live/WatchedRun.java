package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.StreamHead;
import dev.agentworks.monitor.status.RunView;
import org.jspecify.annotations.Nullable;

/**
 * What this instance knows of a watched run: the head of its stream, its recent lines, its status.
 */
final class WatchedRun {
    private final RecentLines recent;
    private StreamHead head;
    private @Nullable RunView view;

    WatchedRun(StreamHead head, LiveSettings settings) {
        this.head = head;
        this.recent = new RecentLines(settings.recentLines(), settings.recentSize().toBytes());
    }

    synchronized StreamHead head() {
        return head;
    }

    synchronized @Nullable RunView view() {
        return view;
    }

    /** Updates the head; an older one changes nothing. */
    synchronized boolean reached(StreamHead newer) {
        var isNews =
                newer.epoch() != head.epoch()
                        || newer.next() > head.next()
                        || newer.floor() > head.floor()
                        || (newer.finalOffset() != null && head.finalOffset() == null);
        if (isNews) {
            head = newer;
        }
        return isNews;
    }

    synchronized void add(EncodedLines encoded) {
        recent.add(encoded);
    }

    synchronized @Nullable EncodedLines at(long offset) {
        return recent.at(offset);
    }

    /** Updates the status; an older one changes nothing. */
    synchronized boolean changed(RunView newer) {
        if (view != null && newer.lastRunSeq() <= view.lastRunSeq()) {
            return false;
        }
        view = newer;
        return true;
    }

    synchronized long bytes() {
        return recent.bytes();
    }

    synchronized void forgetLines() {
        recent.clear();
    }
}
