package dev.agentworks.core.board;

import org.springframework.data.repository.Repository;

/** The versions of workflows. */
interface WorkflowVersionRepository extends Repository<WorkflowVersion, WorkflowVersionId> {

    WorkflowVersion save(WorkflowVersion version);
}
