package dev.agentworks.orchestrator.run.model;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.events.run.RunWait;
import dev.agentworks.orchestrator.outgoing.LogLine;
import dev.agentworks.orchestrator.outgoing.TextLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one commit changes about a run, and what is published of it. */
public final class RunChange {

    private @Nullable RunStatus status;
    private @Nullable RunWait waitingFor;
    private boolean released;
    private boolean wakingUp;
    private int recoveries;
    private @Nullable Duration wakeIn;
    private int progress;
    private @Nullable String provider;
    private @Nullable String model;
    private @Nullable String risk;
    private RunCost cost = RunCost.NONE;
    private @Nullable String summary;
    private @Nullable String errorCode;
    private @Nullable String errorMessage;
    private @Nullable Asked asked;
    private @Nullable String approvedBy;
    private boolean announced;
    private final List<LogLine> lines = new ArrayList<>();
    private final List<TextLines> texts = new ArrayList<>();

    private RunChange() {}

    public static RunChange none() {
        return new RunChange();
    }

    /** Moves the run on and announces it; a status that is over or waits gives the lease back. */
    public static RunChange to(RunStatus status) {
        return new RunChange().moveTo(status);
    }

    /** Gives the run back so that any instance may go on with it at once. */
    public static RunChange back() {
        return to(RunStatus.QUEUED).wakeIn(Duration.ZERO).wakeUp();
    }

    /** An error inside this service: another try after the pause, but not for ever. */
    public static RunChange recovering(Duration pause) {
        var change = to(RunStatus.WAITING).wakeIn(pause);
        change.recoveries = 1;
        return change;
    }

    /** Asks a person, and goes on without an answer when the time is over. */
    public static RunChange asking(
            String step, String question, List<String> choices, Duration patience) {
        var change = to(RunStatus.WAITING_INPUT).wakeIn(patience).waitingFor("answer", question);
        change.asked = new Asked(step, question, choices, patience);
        return change;
    }

    /** As {@link #to}, besides what this change says already. */
    public RunChange moveTo(RunStatus target) {
        this.status = target;
        this.announced = true;
        this.released = target != RunStatus.RUNNING && target != RunStatus.FINALIZING;
        return this;
    }

    /** What the run waits for in the status it moves to; every other move clears it. */
    public RunChange waitingFor(String code, String detail) {
        this.waitingFor = new RunWait(code, detail);
        return this;
    }

    /** Publishes a wake-up for the run. */
    public RunChange wakeUp() {
        this.wakingUp = true;
        return this;
    }

    public RunChange wakeIn(Duration pause) {
        this.wakeIn = pause;
        return this;
    }

    public RunChange progress(int percent) {
        this.progress = percent;
        this.announced = true;
        return this;
    }

    public RunChange model(String chosenProvider, String chosenModel) {
        this.provider = chosenProvider;
        this.model = chosenModel;
        return this;
    }

    /** How risky the agent is that the run goes on with. */
    public RunChange risk(@Nullable String ofItsAgent) {
        this.risk = ofItsAgent;
        return this;
    }

    /** Adds what a model call used. */
    public RunChange used(RunCost more) {
        this.cost = more;
        return this;
    }

    public RunChange summary(String text) {
        this.summary = text;
        return this;
    }

    public RunChange error(String code, String message) {
        this.errorCode = code;
        this.errorMessage = message;
        return this;
    }

    public RunChange approvedBy(String user) {
        this.approvedBy = user;
        return this;
    }

    public RunChange line(LogLine line) {
        lines.add(line);
        return this;
    }

    /** Says nothing, unless it has to be told how many lines a text had. */
    public RunChange silently() {
        if (texts.isEmpty()) {
            lines.clear();
        }
        return this;
    }

    /** Tells how many lines a model's text had; nothing is told of a text without lines. */
    public RunChange said(TextLines text) {
        if (text.count() > 0) {
            texts.add(text);
        }
        return this;
    }

    /** Whether the run goes on under its holder, and nothing but its numbers changes. */
    public boolean isOnlyProgress() {
        return (status == null || status == RunStatus.RUNNING || status == RunStatus.FINALIZING)
                && !released
                && !wakingUp
                && recoveries == 0
                && waitingFor == null
                && wakeIn == null
                && summary == null
                && errorCode == null
                && errorMessage == null
                && asked == null
                && approvedBy == null;
    }

    /** Whether the run is over with it. */
    public boolean isEnd() {
        return status != null && RunState.isOver(status);
    }

    public @Nullable RunStatus status() {
        return status;
    }

    public @Nullable RunWait waitingFor() {
        return waitingFor;
    }

    /** Whether the lease is given back. */
    public boolean isReleased() {
        return released;
    }

    public boolean isWakingUp() {
        return wakingUp;
    }

    /** How many recoveries it counts. */
    public int recoveries() {
        return recoveries;
    }

    public @Nullable Duration wakeIn() {
        return wakeIn;
    }

    public int progress() {
        return progress;
    }

    public @Nullable String provider() {
        return provider;
    }

    public @Nullable String model() {
        return model;
    }

    public @Nullable String risk() {
        return risk;
    }

    public RunCost cost() {
        return cost;
    }

    public @Nullable String summary() {
        return summary;
    }

    public @Nullable String errorCode() {
        return errorCode;
    }

    public @Nullable String errorMessage() {
        return errorMessage;
    }

    public @Nullable Asked asked() {
        return asked;
    }

    public @Nullable String approvedBy() {
        return approvedBy;
    }

    /** Whether an event tells of it. */
    public boolean isAnnounced() {
        return announced;
    }

    public List<LogLine> lines() {
        return Collections.unmodifiableList(lines);
    }

    /** The texts of models that were said since the change before. */
    public List<TextLines> texts() {
        return Collections.unmodifiableList(texts);
    }

    /** A question to a person, which holds for so long. */
    public record Asked(String step, String text, List<String> choices, Duration patience) {
        public Asked {
            choices = List.copyOf(choices);
        }
    }
}
