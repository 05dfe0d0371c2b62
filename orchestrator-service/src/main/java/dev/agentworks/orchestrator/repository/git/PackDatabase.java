package dev.agentworks.orchestrator.repository.git;

import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.storage.ObjectStorage;
import java.io.IOException;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsReaderOptions;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The objects of one repository: packs, listed in PostgreSQL once they are in the storage. */
final class PackDatabase extends DfsObjDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(PackDatabase.class);

    private final DfsRepository repository;
    private final UUID project;
    private final PackRows rows;
    private final ObjectStorage storage;

    /** Files of packs of new objects, by name: they are put right when the pack is whole. */
    private final Map<String, Map<PackExt, byte[]>> unfinished = new HashMap<>();

    PackDatabase(DfsRepository repository, UUID project, PackRows rows, ObjectStorage storage) {
        super(repository, new DfsReaderOptions());
        this.repository = repository;
        this.project = project;
        this.rows = rows;
        this.storage = storage;
    }

    @Override
    protected DfsPackDescription newPack(PackSource source) {
        return new DfsPackDescription(
                repository.getDescription(), "pack-" + Uuids.v7() + "-" + source.name(), source);
    }

    @Override
    protected void commitPackImpl(
            Collection<DfsPackDescription> packs, @Nullable Collection<DfsPackDescription> replaced)
            throws IOException {
        for (var pack : packs) {
            if (pack.getPackSource() == PackSource.INSERT) {
                finish(pack);
            }
        }
        try {
            rows.commit(project, packs, replaced == null ? List.of() : replaced);
        } catch (ConcurrentModificationException late) {
            throw new IOException(late);
        }
    }

    /** A pack that is not listed is not used; one that cannot be deleted only takes space. */
    @Override
    protected void rollbackPack(Collection<DfsPackDescription> packs) {
        for (var pack : packs) {
            unfinished.remove(PackNames.of(pack));
            for (var extension : PackExt.values()) {
                if (pack.hasFileExt(extension)) {
                    try {
                        storage.delete(key(pack, extension));
                    } catch (IOException e) {
                        LOG.warn("a pack that was given up stays in the storage: {}", pack, e);
                    }
                }
            }
        }
    }

    @Override
    protected List<DfsPackDescription> listPacks() {
        return rows.current(project, repository.getDescription());
    }

    @Override
    protected ReadableChannel openFile(DfsPackDescription pack, PackExt extension) {
        return new StoredObjectChannel(storage, key(pack, extension), pack.getFileSize(extension));
    }

    @Override
    protected DfsOutputStream writeFile(DfsPackDescription pack, PackExt extension) {
        var key = key(pack, extension);
        if (pack.getPackSource() != PackSource.INSERT) {
            return new StoredObjectOutput(content -> storage.write(key, content));
        }
        var files =
                unfinished.computeIfAbsent(PackNames.of(pack), _ -> new EnumMap<>(PackExt.class));
        return new StoredObjectOutput(content -> files.put(extension, content));
    }

    private void finish(DfsPackDescription pack) throws IOException {
        var files = Objects.requireNonNull(unfinished.remove(PackNames.of(pack)));
        var written =
                new PackFiles(
                        Objects.requireNonNull(files.remove(PackExt.PACK)),
                        Objects.requireNonNull(files.remove(PackExt.INDEX)));
        var whole = written.withObjectCount();
        storage.write(key(pack, PackExt.PACK), whole.pack());
        storage.write(key(pack, PackExt.INDEX), whole.index());
        for (var other : files.entrySet()) {
            storage.write(key(pack, other.getKey()), other.getValue());
        }
    }

    @Override
    public Set<ObjectId> getShallowCommits() {
        return Set.of();
    }

    @Override
    public void setShallowCommits(Set<ObjectId> shallow) {
        if (!shallow.isEmpty()) {
            throw new UnsupportedOperationException("repositories here are never shallow");
        }
    }

    @Override
    public long getApproximateObjectCount() {
        return listPacks().stream().mapToLong(DfsPackDescription::getObjectCount).sum();
    }

    private String key(DfsPackDescription pack, PackExt extension) {
        return PackNames.key(project, PackNames.of(pack), extension.getExtension());
    }
}
