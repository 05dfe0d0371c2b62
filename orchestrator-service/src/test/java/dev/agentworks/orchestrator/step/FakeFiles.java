package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.workingcopy.FileRun;
import dev.agentworks.orchestrator.workingcopy.LeaseGuard;
import dev.agentworks.orchestrator.workingcopy.RunFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The files of the service, that remember what was asked of them and refuse on order. */
class FakeFiles implements RunFiles {

    final Map<UUID, String> applied = new ConcurrentHashMap<>();
    final List<UUID> discarded = new CopyOnWriteArrayList<>();
    final Map<UUID, UUID> imported = new ConcurrentHashMap<>();
    final Map<UUID, String> approvers = new ConcurrentHashMap<>();
    volatile List<String> conflicts = List.of();
    volatile boolean changed;

    /** What happens between the decision to apply and the merge, once. */
    final AtomicReference<@Nullable Runnable> beforeApply = new AtomicReference<>();

    private final RunFiles files;

    FakeFiles(RunFiles files) {
        this.files = files;
    }

    @Override
    public Optional<Proposal> propose(FileRun run, String agentName, String summary) {
        return files.propose(run, agentName, summary);
    }

    @Override
    public Application apply(
            FileRun run, @Nullable String approver, String digest, LeaseGuard lease) {
        var meanwhile = beforeApply.getAndSet(null);
        if (meanwhile != null) {
            meanwhile.run();
        }
        if (!conflicts.isEmpty()) {
            return new Application.Conflicts(conflicts);
        }
        if (changed) {
            changed = false;
            return new Application.Changed("another");
        }
        var answer = files.apply(run, approver, digest, lease);
        if (answer instanceof Application.Applied) {
            applied.put(run.runId(), digest);
            if (approver != null) {
                approvers.put(run.runId(), approver);
            }
        }
        return answer;
    }

    @Override
    public void discard(FileRun run) {
        files.discard(run);
        discarded.add(run.runId());
    }

    @Override
    public List<String> importChanges(FileRun run, UUID earlierRun) {
        imported.put(run.runId(), earlierRun);
        return files.importChanges(run, earlierRun);
    }

    @TestConfiguration
    static class Beans {
        @Bean
        @Primary
        FakeFiles fakeFiles(@Qualifier("storedRunFiles") RunFiles files) {
            return new FakeFiles(files);
        }
    }
}
