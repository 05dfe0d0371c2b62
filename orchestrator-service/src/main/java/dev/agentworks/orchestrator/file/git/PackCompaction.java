package dev.agentworks.orchestrator.file.git;

import dev.agentworks.orchestrator.file.storage.ObjectStorage;
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
 * Every run leaves a few small packs; many of them become one now and then. No object is dropped,
 * so nothing that is being written can be lost.
 */
@Component
public class PackCompaction {

    private static final Logger LOG = LoggerFactory.getLogger(PackCompaction.class);
    private static final int MANY = 40;
    private static final long LARGEST = 32L << 20;
    private static final Duration GRACE = Duration.ofHours(1);

    private final ProjectRepositories repositories;
    private final PackRows packs;
    private final ObjectStorage storage;

    PackCompaction(ProjectRepositories repositories, PackRows packs, ObjectStorage storage) {
        this.repositories = repositories;
        this.packs = packs;
        this.storage = storage;
    }

    @Scheduled(fixedDelayString = "${agentworks.files.compaction:60s}", initialDelayString = "30s")
    void sweep() {
        for (var project : packs.projectsWithMoreThan(MANY)) {
            compact(project);
        }
        removeReplaced(GRACE);
    }

    /** One pack in place of the small ones. Of two who do so at once, one gives up. */
    public void compact(UUID project) {
        try (var repository = repositories.open(project)) {
            var smallFirst = repository.getObjectDatabase().getPacks();
            Arrays.sort(smallFirst, Comparator.comparingLong(PackCompaction::size));
            var compactor = new DfsPackCompactor(repository);
            long together = 0;
            for (var pack : smallFirst) {
                together += size(pack);
                if (together <= LARGEST) {
                    compactor.add(pack);
                }
            }
            compactor.compact(NullProgressMonitor.INSTANCE);
        } catch (IOException e) {
            LOG.info("the packs of project {} stay as they are for now: {}", project, e.toString());
        }
    }

    /** Takes the files of packs away that nobody can still be reading. */
    public void removeReplaced(Duration age) {
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
