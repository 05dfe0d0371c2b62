package dev.agentworks.orchestrator.repository.git;

import dev.agentworks.starter.storage.ObjectStorage;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryBuilder;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.lib.RefDatabase;

/**
 * One project's repository, opened for one task: it sees the references and packs as they were at
 * its first read.
 */
final class StoredRepository extends DfsRepository {

    private final StoredRefDatabase refs;
    private final PackDatabase objects;

    StoredRepository(UUID project, RefRows refs, PackRows packs, ObjectStorage storage) {
        super(new Description(project));
        this.refs = new StoredRefDatabase(this, refs, project);
        this.objects = new PackDatabase(this, project, packs, storage);
    }

    @Override
    public DfsObjDatabase getObjectDatabase() {
        return objects;
    }

    @Override
    public RefDatabase getRefDatabase() {
        return refs;
    }

    private static final class Description
            extends DfsRepositoryBuilder<Description, StoredRepository> {

        Description(UUID project) {
            setRepositoryDescription(new DfsRepositoryDescription(project.toString()));
            setBare();
        }

        @Override
        public StoredRepository build() {
            throw new UnsupportedOperationException("ask ProjectRepositories");
        }
    }
}
