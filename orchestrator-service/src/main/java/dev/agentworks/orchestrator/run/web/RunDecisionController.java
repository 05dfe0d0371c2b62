package dev.agentworks.orchestrator.run.web;

import dev.agentworks.orchestrator.run.CardAccess;
import dev.agentworks.orchestrator.run.DecisionFollowUp;
import dev.agentworks.orchestrator.run.RunCommand;
import dev.agentworks.orchestrator.run.RunDecisions;
import dev.agentworks.orchestrator.run.RunQueries;
import dev.agentworks.orchestrator.run.model.Question;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.validation.VisibleText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where people let a run go on. No token of an agent or a service gets through here, only a person
 * at the gateway who may write in the run's workspace.
 */
@RestController
@RequiresScope("orchestrator:public")
class RunDecisionController {

    private static final String COMMAND = "Idempotency-Key";

    private final RunDecisions decisions;
    private final DecisionFollowUp followUp;
    private final RunQueries queries;
    private final CardAccess access;

    RunDecisionController(
            RunDecisions decisions,
            DecisionFollowUp followUp,
            RunQueries queries,
            CardAccess access) {
        this.decisions = decisions;
        this.followUp = followUp;
        this.queries = queries;
        this.access = access;
    }

    @PostMapping("/api/runs/{run}/answer")
    RunResponse answer(
            @PathVariable UUID run,
            @RequestBody @Valid Answer answer,
            @RequestHeader(name = COMMAND, required = false) @Size(max = 200) @Nullable String key,
            Caller caller) {
        var person = requirePerson(run, caller);
        var command = RunCommand.of(person, key, "answer", run, answer);
        return RunResponse.of(decisions.answer(run, command, answer::told));
    }

    @PostMapping("/api/runs/{run}/approve")
    RunResponse approve(
            @PathVariable UUID run,
            @RequestBody(required = false) @Valid @Nullable Approval approval,
            @RequestHeader(name = COMMAND, required = false) @Size(max = 200) @Nullable String key,
            Caller caller) {
        var person = requirePerson(run, caller);
        var given = approval == null ? new Approval(null, null) : approval;
        var command = RunCommand.of(person, key, "approve", run, given);
        decisions.approve(run, command, given.digest(), given.note());
        return RunResponse.of(followUp.ofApproval(run, person));
    }

    @PostMapping("/api/runs/{run}/reject")
    Rejected reject(
            @PathVariable UUID run,
            @RequestBody(required = false) @Valid @Nullable Rejection rejection,
            @RequestHeader(name = COMMAND, required = false) @Size(max = 200) @Nullable String key,
            Caller caller) {
        var person = requirePerson(run, caller);
        var given = rejection == null ? new Rejection(null, List.of(), false) : rejection;
        var command = RunCommand.of(person, key, "reject", run, given);
        var rejected = decisions.reject(run, command, given.note(), given.rework(run));
        var rework = rejected.rework();
        return new Rejected(
                RunResponse.of(followUp.of(run, person)),
                rework == null ? null : RunResponse.of(rework));
    }

    @PostMapping("/api/runs/{run}/resume")
    RunResponse resume(
            @PathVariable UUID run,
            @RequestBody @Valid Resume request,
            @RequestHeader(name = COMMAND, required = false) @Size(max = 200) @Nullable String key,
            Caller caller) {
        var person = requirePerson(run, caller);
        access.requireAdmin(queries.require(run, person).workspaceId(), person);
        var command = RunCommand.of(person, key, "resume", run, request);
        return RunResponse.of(decisions.resume(run, command, request.decision()));
    }

    private ActingUser requirePerson(UUID run, Caller caller) {
        var person = caller.requireUser();
        if (!caller.service().equals("gateway") || person.key() != null) {
            throw new ProblemException(
                    CommonError.FORBIDDEN,
                    "Only a person decides about a run, signed in at the gateway.");
        }
        access.requireWriter(queries.require(run, person).workspaceId(), person);
        return person;
    }

    record Approval(
            @Nullable @Size(max = 200) String digest, @Nullable @Size(max = 5_000) String note) {}

    record Resume(@NotNull RunDecisions.Resumption decision) {}

    record Rejected(RunResponse run, @Nullable RunResponse rework) {}

    record Answer(
            @Nullable @Size(max = 200) String choice, @Nullable @Size(max = 5_000) String text) {

        String told(Question question) {
            if (isBlank(choice) && isBlank(text)) {
                throw new ProblemException(CommonError.INVALID_REQUEST, "An answer says something.")
                        .invalid("/text", "give a choice or a text");
            }
            if (!isBlank(choice) && !question.choices().contains(choice)) {
                throw new ProblemException(CommonError.INVALID_REQUEST, "That is no choice.")
                        .invalid("/choice", "one of " + question.choices());
            }
            var chosen = isBlank(choice) ? "" : "chose \"%s\"".formatted(choice);
            var said = isBlank(text) ? "" : "said: " + text;
            return "A person answered. They "
                    + chosen
                    + (chosen.isEmpty() || said.isEmpty() ? "" : " and ")
                    + said;
        }

        private static boolean isBlank(@Nullable String words) {
            return words == null || VisibleText.isBlank(words);
        }
    }

    record LineComment(
            @NotBlank @Size(max = 500) String file,
            @Nullable @Positive Integer line,
            @NotBlank @Size(max = 5_000) String body) {}

    record Rejection(
            @Nullable @Size(max = 5_000) String note,
            @Size(max = 100) List<@NotNull @Valid LineComment> comments,
            @Nullable Boolean rework) {

        Rejection {
            comments = comments == null ? List.of() : List.copyOf(comments);
        }

        /** One batch of everything that is to change; none when nothing is wanted again. */
        @Nullable String rework(UUID run) {
            if (!Boolean.TRUE.equals(rework)) {
                return null;
            }
            var text = new StringBuilder("A person looked at your result of run ");
            text.append(run)
                    .append(" and did not accept it. Do the work again with these changes.")
                    .append(
                            " Your files are as you left them; nothing you did on the board remains.\n");
            if (note != null && !note.isBlank()) {
                text.append('\n').append(note.strip()).append('\n');
            }
            for (var comment : comments) {
                text.append("\n- ").append(comment.file());
                if (comment.line() != null) {
                    text.append(':').append(comment.line());
                }
                text.append(": ").append(comment.body().strip());
            }
            return text.toString();
        }
    }
}
