package dev.agentworks.router.call;

import dev.agentworks.router.provider.model.Image;
import dev.agentworks.router.provider.model.Verbatim;
import dev.agentworks.router.provider.spi.ResponseListener;
import java.util.ArrayList;
import java.util.List;

/** Tells those who wait what comes, until nobody waits any more; knows how much that was. */
final class Delivery implements ResponseListener {
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
     * @param verbatim whether the answer is told as it comes instead of what it brings
     */
    Delivery(RunningCall call, boolean verbatim, Runnable beforeDispatch) {
        this.call = call;
        this.verbatim = verbatim;
        var words = call.order().chat().options().verbatim();
        // it is shown at its end or not at all
        this.whole = verbatim && words != null && words.whole();
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
            fund();
        }
    }

    @Override
    public void tool(String id, String name) {
        if (show(new CallProgress.Step.Tool(id, name))) {
            otherCharacters += name.length();
            fund();
        }
    }

    @Override
    public void arguments(String id, String fragment) {
        if (show(new CallProgress.Step.Arguments(id, fragment))) {
            otherCharacters += fragment.length();
            fund();
        }
    }

    @Override
    public void reasoning(String delta) {
        if (show(new CallProgress.Step.Reasoning(delta))) {
            otherCharacters += delta.length();
            fund();
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

    // what comes before the first content waits for it: until then somebody else may answer
    private void keep(CallProgress.Step step) {
        if (verbatim && !call.stopping().isDetached()) {
            kept.add(step);
            if (shown && !whole) {
                showKept();
            }
        }
    }

    /** The answer is whole, with or without content. */
    void showKept() {
        kept.forEach(call.progress()::add);
        kept.clear();
    }

    /** Whether anything was told, so that the answer cannot begin anew. */
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

    // an answer that nobody can pay any more is stopped; what was delivered is charged
    private void fund() {
        var funds = call.funds();
        var refused = funds == null ? null : funds.cover(deliveredTokens());
        if (refused != null) {
            call.stop(BudgetStop.failure(refused));
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
