package dev.agentworks.router.call;

import dev.agentworks.router.provider.AnswerListener;
import dev.agentworks.router.provider.Image;

/** Tells those who wait what comes, until nobody waits any more; knows how much that was. */
final class Delivery implements AnswerListener {
    private final RunningCall call;
    private final Runnable beforeDispatch;
    private final StringBuilder text = new StringBuilder();
    private long otherCharacters;
    private boolean shown;

    Delivery(RunningCall call, Runnable beforeDispatch) {
        this.call = call;
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

    /** Whether anything was told, so that the answer cannot begin anew. */
    boolean hasShown() {
        return shown;
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
        call.progress().add(step);
        return true;
    }
}
