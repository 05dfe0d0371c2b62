package dev.agentworks.local.launcher.command;

import dev.agentworks.local.launcher.process.ResidentMemory;
import dev.agentworks.local.launcher.stack.ProcessMark;
import dev.agentworks.local.launcher.stack.StackState;
import java.util.ArrayList;
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

    /** 0 when all of it runs, 1 when some of it does not. */
    @Override
    public Integer call() {
        var state = StackState.of(stack.home());
        if (state.isEmpty()) {
            System.out.println("AgentWorks was never started here.");
            return 1;
        }
        var marks = new ArrayList<ProcessMark>();
        marks.add(state.get().supervisor());
        marks.addAll(state.get().processes());
        long total = 0;
        var allRun = state.get().phase() == StackState.Phase.READY;
        System.out.printf("%-18s %8s  %-8s %9s%n", "process", "pid", "state", "resident");
        for (var mark : marks) {
            var process = mark.find();
            var memory =
                    process.map(it ->
                                    mark.equals(state.get().supervisor())
                                            ? ResidentMemory.alone(it)
                                            : ResidentMemory.of(it))
                            .orElse(0L);
            total += memory;
            allRun &= process.isPresent();
            System.out.printf(
                    "%-18s %8d  %-8s %5d MiB%n",
                    mark.name(), mark.pid(), process.isPresent() ? "runs" : "ended", memory >> 20);
        }
        System.out.printf(
                "%-18s %8s  %-8s %5d MiB    http://localhost:%d%n",
                "all together", "", state.get().message(), total >> 20, state.get().port());
        return allRun ? 0 : 1;
    }
}
