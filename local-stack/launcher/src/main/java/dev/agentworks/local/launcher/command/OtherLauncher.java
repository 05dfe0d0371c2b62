package dev.agentworks.local.launcher.command;

import dev.agentworks.local.launcher.StackFailure;
import dev.agentworks.local.launcher.stack.StackHome;
import dev.agentworks.local.launcher.stack.StackState;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The launcher that another {@code up} started on the same folder. */
final class OtherLauncher {

    private OtherLauncher() {}

    /**
     * Waits until the stack that the other one starts is ready, for as long as it is at work.
     *
     * @return what it says of itself
     * @throws StackFailure when it gives up
     */
    static StackState await(StackHome home) {
        System.out.printf(
                "agentworks: another ./agentworks up is at work on %s; waiting until it is done%n",
                home.folder());
        while (home.isOwned()) {
            var state = StackState.of(home).filter(StackState::isReady);
            if (state.isPresent()) {
                return state.get();
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new StackFailure(
                StackState.of(home)
                        .filter(state -> state.phase() == StackState.Phase.FAILED)
                        .map(StackState::message)
                        .orElse("the other ./agentworks up was ended before all was ready"));
    }
}
