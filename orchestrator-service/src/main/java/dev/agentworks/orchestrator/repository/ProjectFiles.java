package dev.agentworks.orchestrator.repository;

import dev.agentworks.orchestrator.access.ProjectAccess;
import dev.agentworks.orchestrator.access.UserScope;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows people the files of a project's repository. */
@Component
public class ProjectFiles {

    private static final String MAIN = "main";
    private static final int LARGEST = 2 << 20;

    private final ProjectAccess access;
    private final ProjectRepositories repositories;

    ProjectFiles(ProjectAccess access, ProjectRepositories repositories) {
        this.access = access;
        this.repositories = repositories;
    }

    /** The content of a folder, folders first. */
    public Folder list(UUID project, @Nullable String ref, String path, ActingUser user) {
        access.requireVisible(project, user);
        return UserScope.call(user, () -> list(project, branch(ref), path));
    }

    public Content read(UUID project, @Nullable String ref, String path, ActingUser user) {
        access.requireVisible(project, user);
        return UserScope.call(user, () -> read(project, branch(ref), path));
    }

    private Folder list(UUID project, String branch, String path) {
        var folder = valid(() -> FilePaths.folder(path));
        var commit = repositories.refs(project).get("refs/heads/" + branch);
        if (commit == null && branch.equals(MAIN) && folder.isEmpty()) {
            // no agent has touched a file of this project yet
            return new Folder(branch, null, List.of());
        }
        return withReader(
                project,
                reader -> {
                    var found = require(commit, branch);
                    var items = entries(reader, CommitFiles.of(reader, found), folder);
                    if (items.isEmpty() && !folder.isEmpty()) {
                        throw missing("folder", folder);
                    }
                    return new Folder(branch, found.name(), items);
                });
    }

    private static List<Item> entries(ObjectReader reader, CommitFiles files, String folder)
            throws IOException {
        var prefix = folder.isEmpty() ? "" : folder + "/";
        var folders = new TreeMap<String, Item>();
        var items = new ArrayList<Item>();
        for (var file : files.blobs().tailMap(prefix).entrySet()) {
            var path = file.getKey();
            if (!path.startsWith(prefix)) {
                break;
            }
            int slash = path.indexOf('/', prefix.length());
            if (slash >= 0) {
                var name = path.substring(0, slash);
                folders.putIfAbsent(name, new Item(name, Item.Kind.FOLDER, null));
            } else {
                var size = CommitFiles.size(reader, file.getValue());
                items.add(new Item(path, Item.Kind.FILE, size));
            }
        }
        items.addAll(0, folders.values());
        return items;
    }

    private Content read(UUID project, String branch, String path) {
        var file = valid(() -> FilePaths.file(path));
        var commit = repositories.refs(project).get("refs/heads/" + branch);
        return withReader(
                project,
                reader -> {
                    var found = require(commit, branch);
                    var blob = CommitFiles.of(reader, found).blobs().get(file);
                    if (blob == null) {
                        throw missing("file", file);
                    }
                    var bytes =
                            CommitFiles.content(reader, blob, LARGEST)
                                    .orElseThrow(() ->
                                            new ProblemException(
                                                    CommonError.PAYLOAD_TOO_LARGE,
                                                    "The file is too large to be shown."));
                    boolean binary = FileText.isBinary(bytes);
                    return new Content(
                            file,
                            branch,
                            found.name(),
                            bytes.length,
                            binary,
                            binary ? "" : FileText.of(bytes));
                });
    }

    private static String branch(@Nullable String ref) {
        return ref == null || ref.isBlank() ? MAIN : ref;
    }

    private static ObjectId require(@Nullable ObjectId commit, String branch) {
        if (commit == null) {
            throw missing("branch", branch);
        }
        return commit;
    }

    private static ProblemException missing(String what, String name) {
        return new ProblemException(
                CommonError.NOT_FOUND, "There is no %s %s.".formatted(what, name));
    }

    private static String valid(java.util.function.Supplier<String> path) {
        try {
            return path.get();
        } catch (InvalidFileOperationException refused) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST, String.valueOf(refused.getMessage()))
                    .invalid("/path", String.valueOf(refused.getMessage()));
        }
    }

    private <T> T withReader(UUID project, ReaderFunction<T> function) {
        try (var repository = repositories.open(project);
                var reader = repository.newObjectReader()) {
            return function.apply(reader);
        } catch (IOException e) {
            throw StorageProblems.unavailable(e);
        }
    }

    private interface ReaderFunction<T> {
        T apply(ObjectReader reader) throws IOException;
    }

    /** The content of a folder of a branch. */
    public record Folder(String ref, @Nullable String commit, List<Item> items) {}

    /** A file or a folder, by its path from the root. */
    public record Item(String path, Kind kind, @Nullable Long size) {
        /** Which of the two. */
        public enum Kind {
            FILE,
            FOLDER
        }
    }

    /** A file's text; empty when it is binary. */
    public record Content(
            String path, String ref, String commit, long size, boolean binary, String content) {}
}
