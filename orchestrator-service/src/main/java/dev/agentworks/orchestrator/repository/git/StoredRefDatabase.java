package dev.agentworks.orchestrator.repository.git;

import dev.agentworks.orchestrator.repository.ProjectRepositories;
import dev.agentworks.orchestrator.repository.RefMove;
import java.util.List;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.dfs.DfsRefDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.ReflogReader;
import org.eclipse.jgit.lib.SymbolicRef;
import org.eclipse.jgit.util.RefList;
import org.jspecify.annotations.Nullable;

/** The references as JGit reads them. {@code HEAD} is always the default branch. */
final class StoredRefDatabase extends DfsRefDatabase {

    private final RefRows rows;
    private final UUID project;

    StoredRefDatabase(DfsRepository repository, RefRows rows, UUID project) {
        super(repository);
        this.rows = rows;
        this.project = project;
    }

    @Override
    protected RefCache scanAllRefs() {
        var ids = new RefList.Builder<Ref>();
        var symbolic = new RefList.Builder<Ref>();
        rows.all(project)
                .forEach((name, id) ->
                        ids.add(new ObjectIdRef.PeeledNonTag(Ref.Storage.PACKED, name, id)));
        var head =
                new SymbolicRef(
                        Constants.HEAD,
                        new ObjectIdRef.Unpeeled(
                                Ref.Storage.NEW, ProjectRepositories.DEFAULT_BRANCH, null));
        ids.add(head);
        symbolic.add(head);
        ids.sort();
        symbolic.sort();
        return new RefCache(ids.toRefList(), symbolic.toRefList());
    }

    @Override
    public ReflogReader getReflogReader(Ref ref) {
        throw new UnsupportedOperationException("the history of references is kept with the runs");
    }

    @Override
    protected boolean compareAndPut(@Nullable Ref before, Ref after) {
        return rows.move(project, List.of(new RefMove(after.getName(), id(before), id(after))));
    }

    @Override
    protected boolean compareAndRemove(Ref before) {
        return rows.move(project, List.of(new RefMove(before.getName(), id(before), null)));
    }

    private static @Nullable ObjectId id(@Nullable Ref ref) {
        return ref == null || ref.getObjectId() == null ? null : ref.getObjectId().copy();
    }
}
