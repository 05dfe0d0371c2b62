package dev.agentworks.router.execution;

import dev.agentworks.router.ledger.LeaseLostException;
import dev.agentworks.router.ledger.NewAttempt;
import dev.agentworks.router.provider.http.CallControl;
import dev.agentworks.router.provider.http.NotDispatchedException;
import dev.agentworks.router.provider.http.VendorClient;
import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.ProviderSettings;
import dev.agentworks.router.routing.NextTarget;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Makes one attempt: asks one vendor once. */
@Component
class VendorAttempts {
    private static final Logger LOG = LoggerFactory.getLogger(VendorAttempts.class);

    private final VendorClient client;
    private final ProviderSettings providers;
    private final CallSettings settings;
    private final CallTraces traces;

    VendorAttempts(
            VendorClient client,
            ProviderSettings providers,
            CallSettings settings,
            CallTraces traces) {
        this.client = client;
        this.providers = providers;
        this.settings = settings;
        this.traces = traces;
    }

    /**
     * Makes the attempt with this number.
     *
     * @param left until the deadline of the whole call
     */
    AttemptResult make(RunningCall call, NextTarget.Ask ask, int number, Duration left) {
        return traces.observe(
                ask.target().provider(),
                ask.target().model().model(),
                () -> ask(call, ask, number, left));
    }

    private AttemptResult ask(RunningCall call, NextTarget.Ask ask, int number, Duration left) {
        var target = ask.target();
        var request = ModelAdapter.adapt(call.order().chat(), target);
        var control = new CallControl(within(request, left));
        var delivery =
                new ResponseDelivery(
                        call,
                        target.vendor().isVerbatim(request),
                        () -> dispatching(call, ask, number));
        call.stopping().attempting(control);
        try {
            var response =
                    client.call(
                            target.vendor(),
                            request,
                            ask.key().access(),
                            number == 1 ? call.key() : call.key() + "#" + number,
                            delivery,
                            control);
            if (response.failure() == null) {
                delivery.showKept();
            }
            return result(call, response, delivery, control);
        } catch (IllegalStateException e) {
            // thrown by the HTTP client when it is stopped between its connection and its first
            // byte
            var why = call.stopping().reason();
            if (why == null) {
                throw e;
            }
            return new AttemptResult.Responded(
                    ModelResponse.failed(why), Tokens.NONE, false, false);
        } catch (NotDispatchedException e) {
            return new AttemptResult.NotSent(String.valueOf(e.getMessage()));
        } catch (LeaseLostException e) {
            return new AttemptResult.LeaseLost();
        } catch (DataAccessException | TransactionException e) {
            // thrown before the first byte: we know that the vendor does not know
            LOG.error("a call could not be marked as dispatched and was not made", e);
            return new AttemptResult.NotRecorded();
        }
    }

    private void dispatching(RunningCall call, NextTarget.Ask ask, int number) {
        var target = ask.target();
        call.recorder()
                .dispatch(
                        new NewAttempt(
                                number,
                                target.provider(),
                                target.modelName(),
                                ask.key().name(),
                                target.simulated()));
        call.attempted();
        if (settings.abort(target.provider()) == AbortPolicy.DETACH_AND_DRAIN) {
            call.stopping().drain();
        }
    }

    private static AttemptResult result(
            RunningCall call,
            ModelResponse response,
            ResponseDelivery delivery,
            CallControl control) {
        var stopped = call.stopping().reason();
        if (stopped != null && call.stopping().isDetached()) {
            var delivered = Math.min(response.tokens().output(), delivery.deliveredTokens());
            return new AttemptResult.Responded(
                    delivered(response, delivery.deliveredText(), stopped),
                    response.tokens().withOutput(delivered),
                    true,
                    delivery.hasShown());
        }
        var failure = response.failure();
        boolean refused =
                failure != null
                        && control.reason() == null
                        && failure.kind() != FailureClass.STREAM_BROKEN
                        && failure.kind() != FailureClass.INVALID_OUTPUT;
        return new AttemptResult.Responded(
                response, response.tokens(), !refused, delivery.hasShown());
    }

    // the text that was delivered, with the figures of the whole response
    private static ModelResponse delivered(ModelResponse drained, String text, VendorFailure why) {
        return new ModelResponse(
                text,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                drained.tokens(),
                drained.usageSource(),
                drained.model(),
                drained.serviceTier(),
                drained.responseId(),
                drained.head(),
                why);
    }

    private ProviderSettings.Timeouts within(ChatRequest request, Duration left) {
        var all = providers.timeouts();
        var verbatim = request.verbatim();
        var total = left.compareTo(all.total()) < 0 ? left : all.total();
        return new ProviderSettings.Timeouts(
                all.connect(),
                // a response in one piece comes at the end
                verbatim != null && verbatim.whole() ? total : all.firstToken(),
                all.idle(),
                total);
    }
}
