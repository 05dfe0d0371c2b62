package dev.agentworks.router.completion;

import dev.agentworks.router.execution.CallOrder;
import dev.agentworks.router.execution.Calls;
import dev.agentworks.router.execution.RunningCall;
import dev.agentworks.router.execution.SpendingLimits;
import dev.agentworks.router.ledger.Ledger;
import dev.agentworks.router.ledger.NewCall;
import dev.agentworks.router.ledger.Reservation;
import dev.agentworks.router.recorder.LedgerCallRecorder;
import dev.agentworks.router.routing.Requirements;
import dev.agentworks.router.routing.RoutingRequest;
import dev.agentworks.router.routing.TargetResolver;
import dev.agentworks.router.usage.CallOrigin;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Starts one call for every key, and finds the call of a key that has one. */
@Component
public class Completions {
    private final TargetResolver targets;
    private final Ledger ledger;
    private final Calls calls;
    private final JsonMapper json;

    Completions(TargetResolver targets, Ledger ledger, Calls calls, JsonMapper json) {
        this.targets = targets;
        this.ledger = ledger;
        this.calls = calls;
        this.json = json;
    }

    /** Starts the call of the key, joins it or finds its outcome. */
    public KeyedCall enter(String key, CompletionRequest request) {
        return enter(key, RequestHash.of(request.withoutLimits(), json), order(request));
    }

    /** The same for vectors, whose keys are of the same kind: none is of two calls. */
    public KeyedCall enter(String key, EmbeddingRequest request) {
        return enter(key, RequestHash.of(request, json), order(request));
    }

    private KeyedCall enter(String key, String hash, CallOrder order) {
        return switch (ledger.reserve(newCall(key, hash, order))) {
            case Reservation.Granted granted -> started(granted, order);
            case Reservation.InProgress _ -> inProgress(key);
            case Reservation.Finished(var state, var completion) ->
                    new KeyedCall.Stored(state, completion);
            case Reservation.Forgotten _ ->
                    throw new ProblemException(
                            CompletionError.COMPLETION_FORGOTTEN,
                            "The key had its outcome; its answer is not kept any more.");
            case Reservation.Indeterminate _ -> throw lost();
            case Reservation.KeyReused _ ->
                    throw new ProblemException(
                            CommonError.KEY_REUSED,
                            "The key belongs to another request; decide a new one.");
        };
    }

    /** Stops the call of the key, wherever it runs. */
    public void cancel(String key) {
        // here first: the vendor stops at once, the ledger's word is for other instances
        var here = calls.find(key);
        here.ifPresent(RunningCall::cancel);
        if (!ledger.requestCancel(key)) {
            throw new ProblemException(CommonError.NOT_FOUND, "There is no call with this key.");
        }
    }

    public static ProblemException lost() {
        return new ProblemException(
                CompletionError.COMPLETION_INDETERMINATE,
                "The provider may have been asked, but its answer was lost. The key is used up and"
                        + " costs nothing; decide a new one to ask again.");
    }

    private CallOrder order(CompletionRequest request) {
        var chat = ConversationReader.of(request);
        var conversation = request.runId() == null ? null : request.runId().toString();
        var wanted =
                new RoutingRequest(
                        request.workspaceId(),
                        request.projectId(),
                        request.agentId(),
                        conversation,
                        request.provider(),
                        request.model());
        return new CallOrder(
                new CallOrigin(
                        request.workspaceId(),
                        request.projectId(),
                        request.cardId(),
                        request.runId(),
                        request.agentId()),
                chat,
                targets.resolve(wanted, Requirements.of(chat)),
                conversation,
                request.limits() == null ? SpendingLimits.NONE : request.limits().toLimits(),
                // the caller decides a new key when a vendor fell silent
                false);
    }

    private KeyedCall started(Reservation.Granted granted, CallOrder order) {
        if (calls.isFull()) {
            ledger.release(granted.lease());
            throw new NotDispatchedProblem(
                    CommonError.RATE_LIMITED, "Too many calls at once; nothing was sent.", 1);
        }
        return new KeyedCall.Started(calls.start(new LedgerCallRecorder(ledger, granted), order));
    }

    // it may end between the ledger's word and the look into the list
    private KeyedCall inProgress(String key) {
        var here = calls.find(key);
        if (here.isPresent()) {
            return new KeyedCall.Joined(here.get());
        }
        return ledger.finished(key)
                .<KeyedCall>map(it -> new KeyedCall.Stored(it.state(), it.completion()))
                .orElseGet(KeyedCall.Elsewhere::new);
    }

    private CallOrder order(EmbeddingRequest request) {
        var wanted =
                new RoutingRequest(
                        request.workspaceId(),
                        request.projectId(),
                        request.agentId(),
                        null,
                        request.provider(),
                        request.model());
        var texts = request.toChat();
        return new CallOrder(
                new CallOrigin(
                        request.workspaceId(),
                        request.projectId(),
                        request.cardId(),
                        request.runId(),
                        request.agentId()),
                texts,
                targets.resolve(wanted, Requirements.of(texts)),
                null,
                SpendingLimits.NONE,
                // at most one dispatch for a key, here too
                false);
    }

    private static NewCall newCall(String key, String hash, CallOrder order) {
        var origin = order.origin();
        var target = order.targets().getFirst();
        return new NewCall(
                key,
                hash,
                origin.workspaceId(),
                origin.projectId(),
                origin.cardId(),
                origin.runId(),
                origin.agentId(),
                origin.apiKeyId(),
                target.provider(),
                target.modelName(),
                target.simulated());
    }
}
