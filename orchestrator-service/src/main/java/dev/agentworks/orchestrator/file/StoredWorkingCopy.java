package dev.agentworks.orchestrator.file;

import dev.agentworks.orchestrator.file.git.ProjectRepositories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.diff.RawText;
import org.jspecify.annotations.Nullable;

/** One run's files: a commit, and on top what the run staged. */
final class StoredWorkingCopy implements WorkingCopy {

    private static final int MOST_LISTED = 1_000;

    private final RunFilesRow row;
    private final ProjectRepositories repositories;
    private final Staging staging;

    StoredWorkingCopy(RunFilesRow row, ProjectRepositories repositories, Staging staging) {
        this.row = row;
        this.repositories = repositories;
        this.staging = staging;
    }

    @Override
    public Listing list(String folder) {
        var inside = FilePaths.folder(folder);
        return looking(view -> {
            var below = view.below(inside);
            if (below.isEmpty() && !inside.isEmpty()) {
                throw new FileRefused("There is no folder %s.".formatted(inside));
            }
            var entries = new ArrayList<Entry>();
            for (var path : below.subList(0, Math.min(MOST_LISTED, below.size()))) {
                entries.add(new Entry(path, view.size(path), view.isStaged(path)));
            }
            return new Listing(entries, below.size() - entries.size());
        });
    }

    @Override
    public Excerpt read(String path, int firstLine, @Nullable Integer lastLine) {
        var file = FilePaths.file(path);
        return looking(view -> Excerpts.of(file, text(view, file), firstLine, lastLine));
    }

    @Override
    public Hits search(String query, boolean regex, boolean ignoreCase, String folder) {
        var inside = FilePaths.folder(folder);
        var search = new Search(query, regex, ignoreCase);
        return looking(view -> search.in(view, inside));
    }

    @Override
    public boolean write(String step, String path, String content) {
        var file = FilePaths.file(path);
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > Staging.LARGEST_FILE) {
            throw new FileRefused(
                    "%s would have %d bytes; a file may have %d. Split it."
                            .formatted(file, bytes.length, Staging.LARGEST_FILE));
        }
        if (content.indexOf('\0') >= 0) {
            throw new FileRefused("The content has a NUL character; only text can be written.");
        }
        return looking(view -> {
            if (!staging.knows(row.runId(), step)) {
                view.requirePlaceFor(file);
                staging.stage(row.runId(), step, Map.of(file, Optional.of(bytes)));
            }
            return !view.isInBase(file);
        });
    }

    @Override
    public void delete(String step, String path) {
        var file = FilePaths.file(path);
        looking(view -> {
            // a repeated step finds the file gone by its own doing
            if (!staging.knows(row.runId(), step)) {
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
                                new FileRefused(
                                        "%s is larger than %d bytes."
                                                .formatted(file, Staging.LARGEST_FILE)));
        if (RawText.isBinary(content, content.length, true)) {
            throw new FileRefused(
                    "%s is not text: %d bytes of binary data.".formatted(file, content.length));
        }
        return new String(content, StandardCharsets.UTF_8);
    }

    private <T> T looking(Look<T> look) {
        try (var repository = repositories.open(row.projectId());
                var reader = repository.newObjectReader()) {
            return look.at(
                    new FileView(
                            reader, CommitFiles.of(reader, row.base()), staging.of(row.runId())));
        } catch (IOException e) {
            throw Unavailable.because(e);
        }
    }

    private interface Look<T> {
        T at(FileView view) throws IOException;
    }
}
