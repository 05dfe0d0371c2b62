package dev.agentworks.orchestrator.workingcopy;

import dev.agentworks.orchestrator.repository.CommitFiles;
import dev.agentworks.orchestrator.repository.FilePaths;
import dev.agentworks.orchestrator.repository.FileText;
import dev.agentworks.orchestrator.repository.InvalidFileOperationException;
import dev.agentworks.orchestrator.repository.ProjectRepositories;
import dev.agentworks.orchestrator.repository.StorageProblems;
import dev.agentworks.starter.compute.ComputePool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run's files: those of a commit, with what the run staged on top. */
final class StoredWorkingCopy implements WorkingCopy {

    private static final int MOST_LISTED = 1_000;

    private final RunFilesRow row;
    private final ProjectRepositories repositories;
    private final Staging staging;
    private final ComputePool searching;

    StoredWorkingCopy(
            RunFilesRow row,
            ProjectRepositories repositories,
            Staging staging,
            ComputePool searching) {
        this.row = row;
        this.repositories = repositories;
        this.staging = staging;
        this.searching = searching;
    }

    @Override
    public Listing list(String folder) {
        var inside = FilePaths.folder(folder);
        return withView(view -> {
            var below = view.below(inside);
            if (below.isEmpty() && !inside.isEmpty()) {
                throw new InvalidFileOperationException("There is no folder %s.".formatted(inside));
            }
            var entries = new ArrayList<Entry>();
            for (var path : below.subList(0, Math.min(MOST_LISTED, below.size()))) {
                entries.add(new Entry(path, view.size(path), view.isStaged(path)));
            }
            return new Listing(entries, below.size() - entries.size());
        });
    }

    @Override
    public Snippet read(String path, int firstLine, @Nullable Integer lastLine) {
        var file = FilePaths.file(path);
        return withView(view -> Snippets.of(file, text(view, file), firstLine, lastLine));
    }

    @Override
    public Hits search(String query, boolean regex, boolean ignoreCase, String folder) {
        var inside = FilePaths.folder(folder);
        var search = new FileSearch(query, regex, ignoreCase);
        return searching.computeInTurn(() -> withView(view -> search.in(view, inside)));
    }

    @Override
    public boolean write(String step, String path, String content) {
        var file = FilePaths.file(path);
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > Staging.LARGEST_FILE) {
            throw new InvalidFileOperationException(
                    "%s would have %d bytes; a file may have %d. Split it."
                            .formatted(file, bytes.length, Staging.LARGEST_FILE));
        }
        if (content.indexOf('\0') >= 0) {
            throw new InvalidFileOperationException(
                    "The content has a NUL character; only text can be written.");
        }
        return withView(view -> {
            if (!staging.isStaged(row.runId(), step)) {
                view.requirePlaceFor(file);
                staging.stage(row.runId(), step, Map.of(file, Optional.of(bytes)));
            }
            return !view.isInBase(file);
        });
    }

    @Override
    public void delete(String step, String path) {
        var file = FilePaths.file(path);
        withView(view -> {
            // a repeated step has deleted the file itself
            if (!staging.isStaged(row.runId(), step)) {
                view.require(file);
                staging.stage(row.runId(), step, Map.of(file, Optional.empty()));
            }
            return file;
        });
    }

    private static String text(FileView view, String file) throws IOException {
        view.require(file);
        var content =
                view.content(file, Staging.LARGEST_FILE)
                        .orElseThrow(() ->
                                new InvalidFileOperationException(
                                        "%s is larger than %d bytes."
                                                .formatted(file, Staging.LARGEST_FILE)));
        if (FileText.isBinary(content)) {
            throw new InvalidFileOperationException(
                    "%s is not text: %d bytes of binary data.".formatted(file, content.length));
        }
        return FileText.of(content);
    }

    private <T> T withView(ViewFunction<T> function) {
        try (var repository = repositories.open(row.projectId());
                var reader = repository.newObjectReader()) {
            return function.apply(
                    new FileView(
                            reader, CommitFiles.of(reader, row.base()), staging.of(row.runId())));
        } catch (IOException e) {
            throw StorageProblems.unavailable(e);
        }
    }

    private interface ViewFunction<T> {
        T apply(FileView view) throws IOException;
    }
}
