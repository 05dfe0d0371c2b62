package dev.agentworks.router.chat;

import dev.agentworks.router.choice.Choice;
import dev.agentworks.router.choice.Choices;
import dev.agentworks.router.ledger.Lease;
import dev.agentworks.router.ledger.Ledger;
import dev.agentworks.router.ledger.NewCall;
import dev.agentworks.router.ledger.Reservation;
import dev.agentworks.router.provider.CallControl;
import dev.agentworks.router.provider.ChatRequest;
import dev.agentworks.router.provider.ProviderSettings;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Clock;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Gives every key its one call. */
@Component
class Completions {
    private final Choices choices;
    private final Ledger ledger;
    private final RunningCalls running;
    private final ProviderSettings providers;
    private final JsonMapper json;
    private final Clock clock;

    Completions(
            Choices choices,
            Ledger ledger,
            RunningCalls running,
            ProviderSettings providers,
            JsonMapper json,
            Clock clock) {
        this.choices = choices;
        this.ledger = ledger;
        this.running = running;
        this.providers = providers;
        this.json = json;
        this.clock = clock;
    }

    /** Starts the call of the key, joins it or finds its outcome. */
    Entry enter(String key, CompletionRequest request) {
        var choice = choices.choose(request.agentId(), request.provider(), request.model());
        var chat = Conversation.of(request, choice);
        return switch (ledger.reserve(newCall(key, request, choice))) {
            case Reservation.Granted(var lease) -> started(lease, request, choice, chat);
            case Reservation.InProgress _ -> inProgress(key);
            case Reservation.Finished(var state, var completion) ->
                    new Entry.Stored(state, completion);
            case Reservation.Indeterminate _ -> throw lost();
            case Reservation.KeyReused _ ->
                    throw new ProblemException(
                            CommonError.KEY_REUSED,
                            "The key belongs to another request; decide a new one.");
        };
    }

    /** Stops the call of the key, wherever it runs. */
    void cancel(String key) {
        if (!ledger.requestCancel(key)) {
            throw new ProblemException(CommonError.NOT_FOUND, "There is no call with this key.");
        }
        running.find(key).ifPresent(RunningCalls::cancel);
    }

    static ProblemException lost() {
        return new ProblemException(
                CompletionError.COMPLETION_INDETERMINATE,
                "The provider may have been asked, but its answer was lost. The key is used up and"
                        + " costs nothing; decide a new one to ask again.");
    }

    private Entry started(Lease lease, CompletionRequest request, Choice choice, ChatRequest chat) {
        if (!choice.access().isConfigured()) {
            ledger.release(lease);
            throw new NotDispatchedProblem(
                    CompletionError.PROVIDER_UNAVAILABLE,
                    "No key is set for %s.".formatted(choice.vendor().name()),
                    60);
        }
        if (running.isFull()) {
            ledger.release(lease);
            throw new NotDispatchedProblem(
                    CommonError.RATE_LIMITED, "Too many calls at once; nothing was sent.", 1);
        }
        var call =
                new RunningCall(
                        lease,
                        request,
                        choice,
                        chat,
                        clock.instant(),
                        new CallControl(providers.timeouts()),
                        new CallProgress());
        running.start(call);
        return new Entry.Started(call);
    }

    // it may end between the ledger's word and the look into the list
    private Entry inProgress(String key) {
        var here = running.find(key);
        if (here.isPresent()) {
            return new Entry.Joined(here.get());
        }
        return ledger.finished(key)
                .<Entry>map(it -> new Entry.Stored(it.state(), it.completion()))
                .orElseGet(Entry.Elsewhere::new);
    }

    private NewCall newCall(String key, CompletionRequest request, Choice choice) {
        return new NewCall(
                key,
                RequestHash.of(request, json),
                request.workspaceId(),
                request.projectId(),
                request.cardId(),
                request.runId(),
                request.agentId(),
                choice.vendor().id(),
                choice.modelName(),
                choice.access().simulated());
    }
}
