package dev.agentworks.orchestrator.workingcopy;

import dev.agentworks.orchestrator.repository.ProjectRepositories;
import org.springframework.stereotype.Component;

/** Working copies on top of the project's repository. */
@Component
class StoredWorkingCopies implements WorkingCopies {

    private final CardBranches branches;
    private final ProjectRepositories repositories;
    private final Staging staging;

    StoredWorkingCopies(CardBranches branches, ProjectRepositories repositories, Staging staging) {
        this.branches = branches;
        this.repositories = repositories;
        this.staging = staging;
    }

    @Override
    public WorkingCopy of(FileRun run) {
        return new StoredWorkingCopy(branches.begin(run), repositories, staging);
    }
}
