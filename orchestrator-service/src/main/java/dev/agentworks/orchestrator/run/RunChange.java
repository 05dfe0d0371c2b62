package dev.agentworks.orchestrator.run;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.events.run.RunWait;
import dev.agentworks.orchestrator.outgoing.LogLine;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one commit changes about a run, and what is said of it. */
public final class RunChange {

    @Nullable RunStatus status;
    @Nullable RunWait waitingFor;
    boolean release;
    boolean wakeUp;
    int stumbles;
    @Nullable Duration wakeIn;
    int progress;
    @Nullable String provider;
    @Nullable String model;
    @Nullable String risk;
    Run.Tokens tokens = Run.Tokens.NONE;
    BigDecimal cost = BigDecimal.ZERO;
    BigDecimal price = BigDecimal.ZERO;
    boolean simulated;
    @Nullable String summary;
    @Nullable String errorCode;
    @Nullable String errorMessage;
    @Nullable String askStep;
    @Nullable String askText;
    String @Nullable [] askChoices;
    @Nullable String approvedBy;
    boolean announced;
    final List<LogLine> lines = new ArrayList<>();

    private RunChange() {}

    public static RunChange none() {
        return new RunChange();
    }

    /** Moves the run on and announces it; a status that is over or waits gives the lease back. */
    public static RunChange to(RunStatus status) {
        return new RunChange().moveTo(status);
    }

    public static RunChange failed(String code, String message) {
        return to(RunStatus.FAILED).error(code, message).line(LogLine.error(message));
    }

    /** Gives the run back so that anybody may go on with it at once. */
    public static RunChange back() {
        return to(RunStatus.QUEUED).wakeIn(Duration.ZERO).wakeUp();
    }

    /** Its worker could not go on for a reason of its own: another try soon, but not for ever. */
    public static RunChange stumbled(Duration pause) {
        var change = to(RunStatus.WAITING).wakeIn(pause);
        change.stumbles = 1;
        return change;
    }

    /** As {@link #to}, besides what this change says already. */
    public RunChange moveTo(RunStatus target) {
        this.status = target;
        this.announced = true;
        this.release = target != RunStatus.RUNNING && target != RunStatus.FINALIZING;
        return this;
    }

    /** What the run waits for in the status it moves to; every move forgets it otherwise. */
    public RunChange waitingFor(String code, String detail) {
        this.waitingFor = new RunWait(code, detail);
        return this;
    }

    public RunChange wakeUp() {
        this.wakeUp = true;
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

    public RunChange used(
            Run.Tokens more, BigDecimal moreCost, BigDecimal morePrice, boolean bySimulator) {
        this.tokens = more;
        this.cost = moreCost;
        this.price = morePrice;
        this.simulated = bySimulator;
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

    /** Asks a person, and goes on without an answer when the time is over. */
    public static RunChange asking(
            String step, String question, List<String> choices, Duration patience) {
        var change = to(RunStatus.WAITING_INPUT).wakeIn(patience).waitingFor("answer", question);
        change.askStep = step;
        change.askText = question;
        change.askChoices = choices.toArray(String[]::new);
        return change;
    }

    public RunChange approvedBy(String user) {
        this.approvedBy = user;
        return this;
    }

    /** Whether the run goes on under its holder, and nothing but its numbers changes. */
    boolean isOnlyProgress() {
        return (status == null || status == RunStatus.RUNNING || status == RunStatus.FINALIZING)
                && !release
                && !wakeUp
                && stumbles == 0
                && waitingFor == null
                && wakeIn == null
                && summary == null
                && errorCode == null
                && errorMessage == null
                && askStep == null
                && approvedBy == null;
    }

    public RunChange line(LogLine line) {
        lines.add(line);
        return this;
    }
}
