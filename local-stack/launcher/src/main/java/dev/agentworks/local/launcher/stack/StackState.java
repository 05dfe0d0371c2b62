package dev.agentworks.local.launcher.stack;

import dev.agentworks.local.launcher.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a running stack tells other commands: its ports and which processes are its own.
 *
 * @param message why it failed, or how it stands; for people
 */
public record StackState(
        Phase phase,
        String message,
        int port,
        ProcessMark supervisor,
        List<ProcessMark> processes) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** How far the stack is. */
    public enum Phase {
        STARTING,
        READY,
        FAILED
    }

    public StackState {
        processes = List.copyOf(processes);
    }

    public static Optional<StackState> of(StackHome home) {
        return Files.exists(home.state())
                ? Optional.of(JSON.readValue(home.state(), StackState.class))
                : Optional.empty();
    }

    /** Replaces the file in one step, so that a reader or a crash never meets half of it. */
    public void save(StackHome home) {
        try {
            var draft = home.state().resolveSibling("stack.json.new");
            Files.write(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
            Files.move(
                    draft,
                    home.state(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new StackFailure(
                    "cannot write " + home.state() + ": " + failure.getMessage(), failure);
        }
    }

    public boolean isRunning() {
        return supervisor.find().isPresent();
    }
}
