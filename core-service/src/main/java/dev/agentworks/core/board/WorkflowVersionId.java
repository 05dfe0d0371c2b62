package dev.agentworks.core.board;

import dev.agentworks.core.project.ProjectId;
import jakarta.persistence.Embeddable;

/** Names one version of a project's workflow; the first is 1. */
@Embeddable
record WorkflowVersionId(ProjectId projectId, int version) {}
