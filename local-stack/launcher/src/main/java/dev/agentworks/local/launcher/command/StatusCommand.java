package dev.agentworks.local.launcher.command;

import dev.agentworks.local.launcher.process.ResidentMemory;
import dev.agentworks.local.launcher.stack.ProcessMark;
import dev.agentworks.local.launcher.stack.StackState;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says which processes run, with their numbers and their memory. */
@Command(
        name = "status",
        description = "Shows what runs and how much memory it holds.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

    @Mixin private StackOptions stack = new StackOptions();

    /** 0 when all of it is ready, 1 when some of it is not. */
    @Override
    public Integer call() {
        var state = StackState.of(stack.home());
        if (state.isEmpty()) {
            System.out.println(
                    stack.home().isOwned() || Files.exists(stack.home().state())
                            ? "What the launcher wrote about itself is missing or damaged; ./agentworks down ends what runs, ./agentworks up starts it again."
                            : "AgentWorks was never started here.");
            return 1;
        }
        var status = StackStatus.of(state.get());
        long total = 0;
        System.out.printf("%-18s %8s  %-9s %9s%n", "process", "pid", "state", "resident");
        for (var part : status.parts()) {
            var memory = memory(part.mark(), state.get().supervisor());
            total += memory;
            System.out.printf(
                    "%-18s %8d  %-9s %5d MiB%n",
                    part.mark().name(), part.mark().pid(), part.condition().text(), memory >> 20);
        }
        System.out.printf(
                "%-18s %8s  %-9s %5d MiB    http://localhost:%d%n",
                "all together",
                "",
                status.isReady() ? "ready" : "not ready",
                total >> 20,
                state.get().port());
        if (!status.isReady()) {
            System.out.println("agentworks: " + status.sentence());
        }
        return status.isReady() ? 0 : 1;
    }

    // the launcher's children are counted by themselves
    private static long memory(ProcessMark mark, ProcessMark launcher) {
        return mark.find()
                .map(it -> mark.equals(launcher) ? ResidentMemory.alone(it) : ResidentMemory.of(it))
                .orElse(0L);
    }
}
