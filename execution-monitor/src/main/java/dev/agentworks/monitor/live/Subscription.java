package dev.agentworks.monitor.live;

import dev.agentworks.monitor.live.ClientFrame.Subscribe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One subscription of a socket: a cursor for each run of the card, or for the one run it names. */
final class Subscription {
    private final Subscribe wish;
    private final CardFeed card;
    private final @Nullable UUID only;
    private final Map<UUID, RunCursor> cursors = new LinkedHashMap<>();
    private boolean isAnnounced;

    Subscription(Subscribe wish, CardFeed card, @Nullable UUID only) {
        this.wish = wish;
        this.card = card;
        this.only = only;
    }

    String name() {
        return wish.sub();
    }

    /** Sends one step for each run that has something new; false when none has. */
    boolean advance(Wire wire) throws IOException, InterruptedException {
        var isNews = !isAnnounced;
        if (isAnnounced) {
            isNews |= findRuns(wire);
        } else {
            announce(wire);
        }
        for (var cursor : cursors.values()) {
            isNews |= cursor.advance(wire);
        }
        return isNews;
    }

    private void announce(Wire wire) throws IOException {
        isAnnounced = true;
        var starts = new ArrayList<Start>();
        var feeds = new ArrayList<RunFeed>();
        for (var run : card.runs()) {
            if (isWanted(run)) {
                starts.add(Start.of(wish.from(), run.head()));
                feeds.add(run);
            }
        }
        wire.send(wire.frames().subscribed(name(), card.card(), starts, only));
        for (int i = 0; i < feeds.size(); i++) {
            begin(wire, feeds.get(i), starts.get(i));
        }
    }

    private boolean findRuns(Wire wire) throws IOException {
        var found = false;
        for (var run : card.runs()) {
            if (isWanted(run) && !cursors.containsKey(run.head().runId())) {
                // a run that began after the subscription is shown from its first line, whatever
                // was asked
                begin(wire, run, Start.of(new ClientFrame.From.Start(), run.head()));
                found = true;
            }
        }
        return found;
    }

    private void begin(Wire wire, RunFeed run, Start start) throws IOException {
        wire.send(wire.frames().run(name(), card.card(), start, run.view()));
        cursors.put(run.head().runId(), new RunCursor(name(), run, wish.filter(), start));
    }

    private boolean isWanted(RunFeed run) {
        return only == null || only.equals(run.head().runId());
    }
}
