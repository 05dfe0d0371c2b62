package dev.agentworks.local.launcher.command;

import dev.agentworks.local.launcher.process.Waiting;
import dev.agentworks.local.launcher.stack.Ports;
import dev.agentworks.local.launcher.stack.ProcessMark;
import dev.agentworks.local.launcher.stack.ServiceDefinition;
import dev.agentworks.local.launcher.stack.StackState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a stack stands at this moment: from its processes and the services' own answers, not only
 * from what its launcher wrote last.
 *
 * @param parts the launcher first
 */
record StackStatus(StackState state, List<Part> parts) {

    /** How one process stands. */
    enum Condition {
        RUNS("runs"),
        NOT_READY("not ready"),
        ENDED("ended");

        private final String text;

        Condition(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** A process of the stack. */
    record Part(ProcessMark mark, Condition condition) {}

    StackStatus {
        parts = List.copyOf(parts);
    }

    static StackStatus of(StackState state) {
        var ports = new Ports(state.port());
        var launcher = new Part(state.supervisor(), running(state.supervisor()));
        var programs =
                state.processes().parallelStream()
                        .map(mark -> new Part(mark, condition(mark, ports)))
                        .toList();
        var parts = new ArrayList<Part>();
        parts.add(launcher);
        parts.addAll(programs);
        return new StackStatus(state, parts);
    }

    boolean isReady() {
        return state.phase() == StackState.Phase.READY
                && parts.stream().allMatch(part -> part.condition() == Condition.RUNS);
    }

    /** One sentence for people. */
    String sentence() {
        if (parts.getFirst().condition() == Condition.ENDED) {
            return state.phase() == StackState.Phase.FAILED
                    ? state.message()
                    : "the launcher has ended; ./agentworks up starts all of it again";
        }
        var ailing =
                parts.stream()
                        .filter(part -> part.condition() != Condition.RUNS)
                        .map(part -> part.mark().name() + " " + part.condition().text())
                        .collect(Collectors.joining(", "));
        return ailing.isEmpty() || state.phase() != StackState.Phase.READY
                ? state.message()
                : ailing;
    }

    private static Condition running(ProcessMark mark) {
        return mark.find().isPresent() ? Condition.RUNS : Condition.ENDED;
    }

    private static Condition condition(ProcessMark mark, Ports ports) {
        var running = running(mark);
        if (running == Condition.ENDED) {
            return running;
        }
        return Arrays.stream(ServiceDefinition.values())
                .filter(service -> service.serviceName().equals(mark.name()))
                .findFirst()
                .map(service ->
                        Waiting.isReady(ports.of(service)) ? Condition.RUNS : Condition.NOT_READY)
                .orElse(running);
    }
}
