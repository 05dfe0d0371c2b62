package dev.agentworks.orchestrator.repository.git;

import java.util.UUID;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.pack.PackExt;

/** The names of packs in the table and in the storage. */
final class PackNames {

    private PackNames() {}

    static String of(DfsPackDescription pack) {
        var file = pack.getFileName(PackExt.PACK);
        return file.substring(0, file.length() - PackExt.PACK.getExtension().length() - 1);
    }

    static String key(UUID project, String pack, String extension) {
        return "repositories/%s/%s.%s".formatted(project, pack, extension);
    }
}
