package dev.agentworks.orchestrator.workingcopy;

import dev.agentworks.orchestrator.repository.ProjectRepositories;
import dev.agentworks.starter.compute.ComputePool;
import dev.agentworks.starter.compute.ComputePools;
import org.springframework.stereotype.Component;

/** Working copies on top of the project's repository. */
@Component
class StoredWorkingCopies implements WorkingCopies {

    private final CardBranches branches;
    private final ProjectRepositories repositories;
    private final Staging staging;
    private final ComputePool searching;

    StoredWorkingCopies(
            CardBranches branches,
            ProjectRepositories repositories,
            Staging staging,
            ComputePools pools) {
        this.branches = branches;
        this.repositories = repositories;
        this.staging = staging;
        this.searching = pools.pool("search");
    }

    @Override
    public WorkingCopy of(FileRun run) {
        return new StoredWorkingCopy(branches.begin(run), repositories, staging, searching);
    }
}
