package dev.agentworks.orchestrator.repository.git;

import dev.agentworks.starter.compute.ComputePool;
import dev.agentworks.starter.compute.ComputePools;
import dev.agentworks.starter.storage.ObjectStorage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.dfs.DfsPackCompactor;
import org.eclipse.jgit.internal.storage.dfs.DfsPackFile;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Merges the small packs that runs write, when a repository has many. It drops no object, so
 * nothing that is being written can be lost.
 */
@Component
class PackCompaction {

    private static final Logger LOG = LoggerFactory.getLogger(PackCompaction.class);
    private static final int MANY = 40;
    private static final long LARGEST = 32L << 20;
    private static final Duration GRACE = Duration.ofHours(1);

    private final StoredProjectRepositories repositories;
    private final PackRows packs;
    private final ObjectStorage storage;
    private final ComputePool packing;

    PackCompaction(
            StoredProjectRepositories repositories,
            PackRows packs,
            ObjectStorage storage,
            ComputePools pools) {
        this.repositories = repositories;
        this.packs = packs;
        this.storage = storage;
        this.packing = pools.pool("packs");
    }

    @Scheduled(fixedDelayString = "${agentworks.files.compaction:60s}", initialDelayString = "30s")
    void sweep() {
        for (var project : packs.projectsWithMoreThan(MANY)) {
            compact(project);
        }
        removeReplaced(GRACE);
    }

    /** Replaces the small packs by one. Of two concurrent compactions one gives up. */
    void compact(UUID project) {
        packing.computeInTurn(() -> {
            compactHere(project);
            return project;
        });
    }

    private void compactHere(UUID project) {
        try (var repository = repositories.open(project)) {
            var smallFirst = repository.getObjectDatabase().getPacks();
            Arrays.sort(smallFirst, Comparator.comparingLong(PackCompaction::size));
            var compactor = new DfsPackCompactor(repository);
            long total = 0;
            for (var pack : smallFirst) {
                total += size(pack);
                if (total <= LARGEST) {
                    compactor.add(pack);
                }
            }
            compactor.compact(NullProgressMonitor.INSTANCE);
        } catch (IOException e) {
            LOG.info("the packs of project {} stay as they are for now: {}", project, e.toString());
        }
    }

    /** Deletes the files of packs that were replaced so long ago that no reader uses them. */
    void removeReplaced(Duration age) {
        for (var pack : packs.replacedFor(age)) {
            try {
                for (var extension : pack.extensions()) {
                    storage.delete(PackNames.key(pack.project(), pack.name(), extension));
                }
                packs.forget(pack);
            } catch (IOException e) {
                LOG.warn("a replaced pack stays for now: {}", pack.name(), e);
            }
        }
    }

    private static long size(DfsPackFile pack) {
        return pack.getPackDescription().getFileSize(PackExt.PACK);
    }
}
