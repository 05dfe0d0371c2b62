package dev.agentworks.local.launcher.stack;

import dev.agentworks.local.launcher.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
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
        processes = processes == null ? List.of() : List.copyOf(processes);
    }

    /**
     * What the launcher wrote last; empty when it never wrote, or when the file is damaged. What
     * runs is then found by {@link StackProcesses}.
     */
    public static Optional<StackState> of(StackHome home) {
        if (!Files.exists(home.state())) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(home.state(), StackState.class))
                    .filter(StackState::isWhole);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    // JSON can be well-formed and yet lack what a launcher always writes
    private boolean isWhole() {
        return Stream.of(phase, message, supervisor).allMatch(Objects::nonNull);
    }

    public void save(StackHome home) {
        try {
            DurableFile.replace(
                    home.state(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
        } catch (IOException failure) {
            throw new StackFailure(
                    "cannot write " + home.state() + ": " + failure.getMessage(), failure);
        }
    }

    /** Whether its launcher runs and said that all is ready. */
    public boolean isReady() {
        return phase == Phase.READY && isRunning();
    }

    public boolean isRunning() {
        return supervisor.find().isPresent();
    }
}
