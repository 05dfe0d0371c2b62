package dev.agentworks.router.execution;

import dev.agentworks.router.provider.model.Image;
import dev.agentworks.router.provider.model.Verbatim;
import dev.agentworks.router.provider.spi.ResponseListener;
import java.util.ArrayList;
import java.util.List;

/**
 * Delivers a response to the readers of its call as it comes, until the call is detached, and
 * counts what was delivered.
 */
final class ResponseDelivery implements ResponseListener {
    private final RunningCall call;
    private final Runnable beforeDispatch;
    private final StringBuilder text = new StringBuilder();
    private long otherCharacters;
    private final boolean verbatim;
    private final boolean whole;
    private final List<CallProgress.Step> kept = new ArrayList<>();
    private boolean shown;

    /**
     * For one attempt.
     *
     * @param verbatim whether the vendor's own asked are delivered instead of what they mean
     */
    ResponseDelivery(RunningCall call, boolean verbatim, Runnable beforeDispatch) {
        this.call = call;
        this.verbatim = verbatim;
        var asked = call.order().chat().verbatim();
        // it is delivered at its end or not at all
        this.whole = verbatim && asked != null && asked.whole();
        this.beforeDispatch = beforeDispatch;
    }

    @Override
    public void dispatching() {
        beforeDispatch.run();
    }

    @Override
    public void text(String delta) {
        if (show(new CallProgress.Step.Text(delta))) {
            text.append(delta);
            topUp();
        }
    }

    @Override
    public void tool(String id, String name) {
        if (show(new CallProgress.Step.Tool(id, name))) {
            otherCharacters += name.length();
            topUp();
        }
    }

    @Override
    public void arguments(String id, String fragment) {
        if (show(new CallProgress.Step.Arguments(id, fragment))) {
            otherCharacters += fragment.length();
            topUp();
        }
    }

    @Override
    public void reasoning(String delta) {
        if (show(new CallProgress.Step.Reasoning(delta))) {
            otherCharacters += delta.length();
            topUp();
        }
    }

    @Override
    public void image(Image image) {
        show(new CallProgress.Step.Picture(image));
    }

    @Override
    public void piece(String data, Verbatim.Piece kind) {
        keep(new CallProgress.Step.Piece(data, kind));
    }

    @Override
    public void whole(byte[] body) {
        keep(new CallProgress.Step.Whole(body));
    }

    // what comes before the first content waits for it: until then another target may answer
    private void keep(CallProgress.Step step) {
        if (verbatim && !call.stopping().isDetached()) {
            kept.add(step);
            if (shown && !whole) {
                showKept();
            }
        }
    }

    /** The response is complete, with or without content. */
    void showKept() {
        kept.forEach(call.progress()::add);
        kept.clear();
    }

    /** Whether anything was delivered, so that the response cannot begin anew. */
    boolean hasShown() {
        return shown && !whole;
    }

    String deliveredText() {
        return text.toString();
    }

    /** About how many tokens were delivered. */
    long deliveredTokens() {
        return (text.length() + otherCharacters + 3) / 4;
    }

    // a response that no budget pays any more is stopped; what was delivered is charged
    private void topUp() {
        var budgetHold = call.budgetHold();
        var refused = budgetHold == null ? null : budgetHold.cover(deliveredTokens());
        if (refused != null) {
            call.stop(BudgetRefusal.failure(refused));
        }
    }

    private boolean show(CallProgress.Step step) {
        if (call.stopping().isDetached()) {
            return false;
        }
        shown = true;
        if (!verbatim) {
            call.progress().add(step);
        }
        return true;
    }
}
