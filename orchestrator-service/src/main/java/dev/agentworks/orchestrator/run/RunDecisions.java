package dev.agentworks.orchestrator.run;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.lane.CardCursors;
import dev.agentworks.orchestrator.outgoing.LogLine;
import dev.agentworks.orchestrator.run.model.NewRun;
import dev.agentworks.orchestrator.run.model.Question;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.RunTrigger;
import dev.agentworks.orchestrator.run.model.StepRecord;
import dev.agentworks.orchestrator.run.model.StopReason;
import dev.agentworks.orchestrator.run.store.RunStore;
import dev.agentworks.orchestrator.workingcopy.FileRun;
import dev.agentworks.orchestrator.workingcopy.RunFiles;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people decide about a run that waits for them. A decision is the result of the step that
 * waited for it, written once under the run's lock: of two people only one decides. The same
 * command with the same key again decides nothing, and answers with the run as it is.
 */
@Component
public class RunDecisions {

    private final RunQueries queries;
    private final RunWriter writer;
    private final RunQueue queue;
    private final Journal journal;
    private final CardCursors cards;
    private final RunFiles files;
    private final RunStore store;
    private final RunCommands commands;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;

    RunDecisions(
            RunQueries queries,
            RunWriter writer,
            RunQueue queue,
            Journal journal,
            CardCursors cards,
            RunFiles files,
            RunStore store,
            RunCommands commands,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            JsonMapper json) {
        this.queries = queries;
        this.writer = writer;
        this.queue = queue;
        this.journal = journal;
        this.cards = cards;
        this.files = files;
        this.store = store;
        this.commands = commands;
        this.transaction = transaction;
        this.events = events;
        this.json = json;
    }

    /** Answers the question the run waits with; the answer's words are made from the question. */
    public Run answer(UUID id, RunCommand command, Function<Question, String> told) {
        return decide(
                id,
                command,
                RunStatus.WAITING_INPUT,
                run -> {
                    var question = Objects.requireNonNull(run.state().question());
                    var content = told.apply(question);
                    var result =
                            json.createObjectNode()
                                    .put("tool", "ask_human")
                                    .put("content", content)
                                    .put("isError", false)
                                    .put("answeredBy", command.user().id());
                    journal.finishFor(run, question.step(), result);
                    return RunChange.back().line(LogLine.info(content).in(question.step()));
                });
    }

    /** Lets the effects happen; a digest given must be that of the change. */
    public Run approve(
            UUID id, RunCommand command, @Nullable String digest, @Nullable String note) {
        var user = command.user();
        return decide(
                id,
                command,
                RunStatus.WAITING_APPROVAL,
                run -> {
                    var proposed =
                            journal.result(id, StepRecord.Kind.PROPOSE)
                                    .map(proposal -> proposal.path("digest").asString(""))
                                    .orElse("");
                    if (digest != null && !digest.equals(proposed)) {
                        throw new ProblemException(
                                        RunError.PROPOSAL_CHANGED,
                                        "Look at the run's files again before you approve them.")
                                .with("digest", proposed);
                    }
                    var decision = json.createObjectNode().put("approvedBy", user.id());
                    decision.put("digest", proposed);
                    decided(run, decision, note);
                    return RunChange.back()
                            .approvedBy(user.id())
                            .line(LogLine.info("approved by a person"));
                });
    }

    /** Refuses the effects; with {@code rework} the agent gets them back, with what to change. */
    public Rejected reject(
            UUID id, RunCommand command, @Nullable String note, @Nullable String rework) {
        var user = command.user();
        return Objects.requireNonNull(
                transaction.execute(_ -> {
                    var before = queries.require(id, user);
                    // the card before the run, as every decision about a card takes its locks
                    cards.lock(before.cardId(), before.workspaceId(), before.projectId());
                    if (commands.isDone(command, id)) {
                        return new Rejected(before, store.byTrigger(reworkOf(id)).orElse(null));
                    }
                    var run =
                            carryOut(
                                    lock(id),
                                    RunStatus.WAITING_APPROVAL,
                                    waiting -> {
                                        var decision =
                                                json.createObjectNode()
                                                        .put("rejectedBy", user.id());
                                        decided(waiting, decision, note);
                                        return RunChange.back()
                                                .line(LogLine.warn("rejected by a person"));
                                    });
                    var again = rework == null ? null : rework(run, user, rework);
                    return new Rejected(run, again);
                }));
    }

    /** Decides about a parked run: the step again, on without it, or not on at all. */
    public Run resume(UUID id, RunCommand command, Resumption decision) {
        var user = command.user();
        return Objects.requireNonNull(
                transaction.execute(_ -> {
                    var before = queries.require(id, user);
                    cards.lock(before.cardId(), before.workspaceId(), before.projectId());
                    var parked = lock(id);
                    if (commands.isDone(command, id)) {
                        return parked;
                    }
                    require(parked, RunStatus.PARKED);
                    refuseSecond(before);
                    var open = journal.open(id).orElse(null);
                    switch (decision) {
                        case RETRY -> retry(id, open);
                        case SKIP -> skip(before, open);
                        case FAIL -> {}
                    }
                    store.unpark(id, decision == Resumption.FAIL ? StopReason.GIVEN_UP : null);
                    var line = LogLine.info("a person decided: " + decision);
                    var run = writer.parked(id, RunChange.back().line(line)).orElseThrow();
                    events.publishEvent(new RunBecameDue(id));
                    return run;
                }));
    }

    private Run decide(
            UUID id, RunCommand command, RunStatus expected, Function<Run, RunChange> decision) {
        queries.require(id, command.user());
        return Objects.requireNonNull(
                transaction.execute(_ -> {
                    var run = lock(id);
                    return commands.isDone(command, id) ? run : carryOut(run, expected, decision);
                }));
    }

    private Run carryOut(Run run, RunStatus expected, Function<Run, RunChange> decision) {
        require(run, expected);
        var written = writer.unheld(run.id(), decision.apply(run)).orElseThrow();
        if (expected == RunStatus.WAITING_INPUT) {
            events.publishEvent(new RunBecameDue(run.id()));
        }
        return written;
    }

    private Run lock(UUID id) {
        return store.lock(id).orElseThrow();
    }

    private static void require(Run run, RunStatus expected) {
        if (run.status() != expected) {
            throw new ProblemException(
                    RunError.RUN_NOT_WAITING,
                    "Run %s is %s, it does not wait for this.".formatted(run.id(), run.status()));
        }
    }

    private void decided(Run run, ObjectNode decision, @Nullable String note) {
        if (note != null && !note.isBlank()) {
            decision.put("note", note);
        }
        var step = journal.open(run.id()).orElseThrow();
        journal.finishFor(run, step.path(), decision);
    }

    private static String reworkOf(UUID run) {
        return "rework/" + run;
    }

    // it begins with what the rejected one had changed
    private @Nullable Run rework(Run run, ActingUser user, String instructions) {
        var wanted =
                NewRun.again(
                        reworkOf(run.id()),
                        run,
                        new RunTrigger(
                                RunTrigger.Kind.RETRY,
                                "user:" + user.id(),
                                instructions,
                                run.id()));
        var copy =
                new FileRun(
                        wanted.id(),
                        run.workspaceId(),
                        run.projectId(),
                        run.cardId(),
                        run.agentId());
        files.importChanges(copy, run.id());
        return queue.queue(wanted).orElse(null);
    }

    private void refuseSecond(Run parked) {
        if (store.openOf(parked.cardId(), parked.agentId()).isPresent()) {
            throw new ProblemException(
                    RunError.RUN_IN_PROGRESS,
                    "%s works on this card in another run.".formatted(parked.agentId()));
        }
    }

    // a tool call of unknown outcome is made anew; anything else is asked again under its key
    private void retry(UUID id, @Nullable StepRecord open) {
        if (open != null
                && (open.kind() == StepRecord.Kind.TOOL
                        || open.kind() == StepRecord.Kind.COMPLETE)) {
            journal.forget(id, open.path());
        }
    }

    private void skip(Run run, @Nullable StepRecord open) {
        JsonNode result =
                switch (open == null ? StepRecord.Kind.MODEL : open.kind()) {
                    case TOOL ->
                            json.createObjectNode()
                                    .put(
                                            "content",
                                            "A person decided to go on without the result of this"
                                                    + " call.")
                                    .put("isError", false);
                    case COMPLETE -> json.createObjectNode();
                    case CONFIG, MODEL, PROPOSE, APPROVAL, APPLY, END, COMPENSATION ->
                            throw new ProblemException(
                                    RunError.STEP_NOT_SKIPPABLE,
                                    "Nothing can follow without this step; retry it or give the run"
                                            + " up.");
                };
        journal.finishFor(run, Objects.requireNonNull(open).path(), result);
    }

    /** What a person decides about a parked run. */
    public enum Resumption {
        RETRY,
        SKIP,
        FAIL
    }

    /** The rejected run, and the one that makes it better. */
    public record Rejected(Run run, @Nullable Run rework) {}
}
