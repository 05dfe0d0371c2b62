package dev.agentworks.orchestrator.repository;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** The Git repositories of all projects; each is created when it is first needed. */
public interface ProjectRepositories {

    String DEFAULT_BRANCH = "refs/heads/main";

    /** The repository as it stands now; close it after use. */
    Repository open(UUID project);

    /** The references by name, with the object each points to. */
    Map<String, ObjectId> refs(UUID project);

    /** Moves the references all at once, or none when one has moved since it was read. */
    boolean move(UUID project, List<RefMove> moves);

    /** Creates the repository with an empty first commit, unless it exists. */
    void prepare(UUID workspace, UUID project) throws IOException;
}
