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
    private final Subscribe request;
    private final WatchedCard card;
    private final @Nullable UUID only;
    private final Map<UUID, RunCursor> cursors = new LinkedHashMap<>();
    private boolean isAnnounced;

    Subscription(Subscribe request, WatchedCard card, @Nullable UUID only) {
        this.request = request;
        this.card = card;
        this.only = only;
    }

    String name() {
        return request.sub();
    }

    /** Sends the next frames of each run; false when no run has any. */
    boolean advance(TerminalOutput output) throws IOException, InterruptedException {
        var isNews = !isAnnounced;
        if (isAnnounced) {
            isNews |= findRuns(output);
        } else {
            announce(output);
        }
        for (var cursor : cursors.values()) {
            isNews |= cursor.advance(output);
        }
        return isNews;
    }

    private void announce(TerminalOutput output) throws IOException {
        isAnnounced = true;
        var starts = new ArrayList<StartPosition>();
        var runs = new ArrayList<WatchedRun>();
        for (var run : card.runs()) {
            if (isWanted(run)) {
                starts.add(StartPosition.of(request.from(), run.head()));
                runs.add(run);
            }
        }
        output.send(output.frames().subscribed(name(), card.card(), starts, only));
        for (int i = 0; i < runs.size(); i++) {
            begin(output, runs.get(i), starts.get(i));
        }
    }

    private boolean findRuns(TerminalOutput output) throws IOException {
        var found = false;
        for (var run : card.runs()) {
            if (isWanted(run) && !cursors.containsKey(run.head().runId())) {
                // a run that began after the subscription is shown from its first line
                begin(output, run, StartPosition.of(new ClientFrame.From.Beginning(), run.head()));
                found = true;
            }
        }
        return found;
    }

    private void begin(TerminalOutput output, WatchedRun run, StartPosition start)
            throws IOException {
        output.send(output.frames().run(name(), card.card(), start, run.view()));
        cursors.put(run.head().runId(), new RunCursor(name(), run, request.filter(), start));
    }

    private boolean isWanted(WatchedRun run) {
        return only == null || only.equals(run.head().runId());
    }
}
