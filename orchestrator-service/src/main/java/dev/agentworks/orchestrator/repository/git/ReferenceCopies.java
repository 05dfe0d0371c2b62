package dev.agentworks.orchestrator.repository.git;

import dev.agentworks.orchestrator.repository.git.ReferenceCopyRows.Uncopied;
import dev.agentworks.starter.storage.ObjectStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Copies the references of repositories into the object storage, beside their packs and in the form
 * of Git's {@code packed-refs}: whoever has the storage alone has the repositories. A copy is named
 * by the number of the change that it shows, and written once; the newest one counts.
 */
@Component
class ReferenceCopies {

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceCopies.class);
    private static final int AT_ONCE = 100;

    private final ReferenceCopyRows rows;
    private final ObjectStorage storage;

    ReferenceCopies(ReferenceCopyRows rows, ObjectStorage storage) {
        this.rows = rows;
        this.storage = storage;
    }

    @Scheduled(fixedDelayString = "${agentworks.files.reference-copies:5s}")
    void sweep() {
        List<UUID> projects;
        do {
            projects = rows.projectsToCopy(AT_ONCE);
            for (var project : projects) {
                try {
                    copy(project);
                } catch (IOException e) {
                    LOG.warn("references are copied later, project {}", project, e);
                    return;
                }
            }
        } while (projects.size() == AT_ONCE);
    }

    /** Does nothing when the copy is the newest already. */
    void copy(UUID project) throws IOException {
        var uncopied = rows.find(project).orElse(null);
        if (uncopied == null) {
            return;
        }
        storage.write(
                key(project, uncopied.revision()),
                packedRefs(uncopied).getBytes(StandardCharsets.UTF_8));
        // an instance that stops between the two leaves an older copy, which counts for nothing
        if (rows.copied(project, uncopied) && uncopied.copied() > 0) {
            storage.delete(key(project, uncopied.copied()));
        }
    }

    private static String packedRefs(Uncopied references) {
        var text = new StringBuilder("# pack-refs with: sorted \n");
        new TreeMap<>(references.refs())
                .forEach((name, id) -> text.append(id).append(' ').append(name).append('\n'));
        return text.toString();
    }

    // of the same length whatever the number, so that the names sort as the numbers do
    private static String key(UUID project, long revision) {
        return "repositories/%s/refs-%019d.packed-refs".formatted(project, revision);
    }
}
