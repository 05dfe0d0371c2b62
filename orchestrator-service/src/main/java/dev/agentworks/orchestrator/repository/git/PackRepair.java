package dev.agentworks.orchestrator.repository.git;

import dev.agentworks.orchestrator.repository.git.PackRows.Unknown;
import dev.agentworks.orchestrator.repository.git.PackRows.Validity;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.storage.ObjectStorage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ConcurrentModificationException;
import java.util.List;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks once at every pack of which is not known whether Git can read it, and replaces those whose
 * header names a wrong number of objects. It may be stopped at any time, and several instances may
 * do it at once: a pack is replaced in one transaction, by the one that comes first.
 */
@Component
class PackRepair {

    private static final Logger LOG = LoggerFactory.getLogger(PackRepair.class);
    private static final int AT_ONCE = 50;

    private final PackRows packs;
    private final ObjectStorage storage;

    PackRepair(PackRows packs, ObjectStorage storage) {
        this.packs = packs;
        this.storage = storage;
    }

    /** Goes on until no such pack is left, or until the storage cannot be reached. */
    @Scheduled(fixedDelayString = "${agentworks.files.repair:60s}", initialDelayString = "10s")
    void sweep() {
        List<Unknown> unknown;
        do {
            unknown = packs.ofUnknownValidity(AT_ONCE);
            for (var pack : unknown) {
                try {
                    look(pack);
                } catch (IOException e) {
                    LOG.warn("{} of project {} is looked at later", name(pack), pack.project(), e);
                    return;
                }
            }
        } while (!unknown.isEmpty());
    }

    private void look(Unknown pack) throws IOException {
        PackFiles files;
        try {
            files = new PackFiles(read(pack, PackExt.PACK), read(pack, PackExt.INDEX));
        } catch (CorruptObjectException | FileNotFoundException damaged) {
            LOG.error("{} of project {}: {}", name(pack), pack.project(), damaged.getMessage());
            packs.judge(pack, Validity.DAMAGED);
            return;
        }
        if (files.namesItsObjectCount()) {
            packs.judge(pack, Validity.VALID);
        } else {
            replace(pack, files.withObjectCount());
        }
    }

    private void replace(Unknown pack, PackFiles files) throws IOException {
        var old = pack.description();
        var source = old.getPackSource();
        var repaired =
                new DfsPackDescription(
                        old.getRepositoryDescription(),
                        "pack-" + Uuids.v7() + "-" + source.name(),
                        source);
        repaired.setObjectCount(old.getObjectCount())
                .setDeltaCount(old.getDeltaCount())
                .setIndexVersion(old.getIndexVersion());
        write(pack, repaired, PackExt.PACK, files.pack());
        write(pack, repaired, PackExt.INDEX, files.index());
        try {
            packs.commit(pack.project(), List.of(repaired), List.of(old));
        } catch (ConcurrentModificationException late) {
            LOG.info("{} of project {} was replaced meanwhile", name(pack), pack.project());
            storage.delete(key(pack, repaired, PackExt.PACK));
            storage.delete(key(pack, repaired, PackExt.INDEX));
        }
    }

    private byte[] read(Unknown pack, PackExt extension) throws IOException {
        var key = key(pack, pack.description(), extension);
        return storage.read(key, 0, (int) pack.description().getFileSize(extension));
    }

    private void write(Unknown pack, DfsPackDescription repaired, PackExt extension, byte[] content)
            throws IOException {
        storage.write(key(pack, repaired, extension), content);
        repaired.addFileExt(extension);
        repaired.setFileSize(extension, content.length);
        repaired.setBlockSize(extension, pack.description().getBlockSize(extension));
    }

    private static String key(Unknown pack, DfsPackDescription description, PackExt extension) {
        return PackNames.key(pack.project(), PackNames.of(description), extension.getExtension());
    }

    private static String name(Unknown pack) {
        return PackNames.of(pack.description());
    }
}
