package dev.agentworks.core.project;

import dev.agentworks.core.workspace.Access;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The projects that the transaction's subject may see. */
interface ProjectRepository extends Repository<Project, ProjectId> {

    Optional<Project> findById(ProjectId id);

    /** The project, unless it is archived. */
    default Project require(ProjectId id) {
        return findById(id)
                .filter(project -> !project.isArchived())
                .orElseThrow(() -> Access.notFound("project"));
    }

    Project saveAndFlush(Project project);
}
