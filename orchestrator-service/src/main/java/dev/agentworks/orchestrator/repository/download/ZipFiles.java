package dev.agentworks.orchestrator.repository.download;

import dev.agentworks.orchestrator.access.ProjectAccess;
import dev.agentworks.orchestrator.access.UserScope;
import dev.agentworks.orchestrator.repository.CommitFiles;
import dev.agentworks.orchestrator.repository.ProjectRepositories;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the files of a branch as a zip file; the same commit always gives the same bytes. */
@Component
public class ZipFiles {

    private static final String MAIN = "main";

    private final ProjectAccess access;
    private final ProjectRepositories repositories;
    private final DownloadPool pool;

    ZipFiles(ProjectAccess access, ProjectRepositories repositories, DownloadPool pool) {
        this.access = access;
        this.repositories = repositories;
        this.pool = pool;
    }

    /** The commit that a branch points to; null for a project that has no files yet. */
    public @Nullable ObjectId head(UUID project, String branch, ActingUser user) {
        access.requireVisible(project, user);
        var head =
                UserScope.call(
                        user, () -> repositories.refs(project).get(Constants.R_HEADS + branch));
        if (head == null && !branch.equals(MAIN)) {
            throw new ProblemException(
                    CommonError.NOT_FOUND, "There is no branch %s.".formatted(branch));
        }
        return head;
    }

    /** Writes the files of a commit. */
    public void write(
            UUID project, @Nullable ObjectId commit, ActingUser user, DownloadResponse response)
            throws IOException {
        pool.run(
                project,
                user,
                response,
                out -> {
                    var zip = new ZipOutputStream(out);
                    if (commit != null) {
                        try (var repository = repositories.open(project);
                                var reader = repository.newObjectReader()) {
                            write(reader, commit, zip);
                        }
                    }
                    zip.finish();
                });
    }

    private static void write(ObjectReader reader, ObjectId commit, ZipOutputStream zip)
            throws IOException {
        Instant committed;
        try (var revisions = new RevWalk(reader)) {
            committed = revisions.parseCommit(commit).getCommitterIdent().getWhenAsInstant();
        }
        for (var file : CommitFiles.of(reader, commit).blobs().entrySet()) {
            var entry = new ZipEntry(file.getKey());
            entry.setTimeLocal(committed.atOffset(java.time.ZoneOffset.UTC).toLocalDateTime());
            zip.putNextEntry(entry);
            copy(reader, file.getValue(), zip);
            zip.closeEntry();
        }
    }

    private static void copy(ObjectReader reader, ObjectId blob, OutputStream out)
            throws IOException {
        reader.open(blob, Constants.OBJ_BLOB).copyTo(out);
    }
}
