package dev.agentworks.orchestrator.repository.git;

import dev.agentworks.orchestrator.repository.CommitSignatures;
import dev.agentworks.orchestrator.repository.ProjectRepositories;
import dev.agentworks.orchestrator.repository.RefMove;
import dev.agentworks.starter.storage.ObjectStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens repositories whose references and packs are kept in PostgreSQL and the object storage. */
@Component
class StoredProjectRepositories implements ProjectRepositories {

    private final RefRows refs;
    private final PackRows packs;
    private final ObjectStorage storage;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StoredProjectRepositories(
            RefRows refs,
            PackRows packs,
            ObjectStorage storage,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.refs = refs;
        this.packs = packs;
        this.storage = storage;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public DfsRepository open(UUID project) {
        return new StoredRepository(project, refs, packs, storage);
    }

    @Override
    public Map<String, ObjectId> refs(UUID project) {
        return refs.all(project);
    }

    @Override
    public boolean move(UUID project, List<RefMove> moves) {
        return refs.move(project, moves);
    }

    @Override
    public void prepare(UUID workspace, UUID project) throws IOException {
        transaction.executeWithoutResult(_ ->
                jdbc.sql(
                                """
                                insert into repository (project_id, workspace_id) values (:project, :workspace)
                                on conflict do nothing
                                """)
                        .param("project", project)
                        .param("workspace", workspace)
                        .update());
        if (!refs.all(project).containsKey(DEFAULT_BRANCH)) {
            // when another instance was faster, its commit stands and no reference leads to this
            // one
            refs.move(project, List.of(new RefMove(DEFAULT_BRANCH, null, firstCommit(project))));
        }
    }

    private ObjectId firstCommit(UUID project) throws IOException {
        try (var repository = open(project);
                var inserter = repository.newObjectInserter()) {
            var commit = new CommitBuilder();
            commit.setTreeId(inserter.insert(new TreeFormatter()));
            commit.setAuthor(CommitSignatures.platform(clock.instant()));
            commit.setCommitter(CommitSignatures.platform(clock.instant()));
            commit.setEncoding(StandardCharsets.UTF_8);
            commit.setMessage("Begin the project's repository\n");
            var id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }
}
