package dev.agentworks.orchestrator.workingcopy;

import dev.agentworks.orchestrator.repository.InvalidFileOperationException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files as one run sees them: the card's branch as it stood at the run's first access, with the
 * run's own staged changes on top.
 */
public interface WorkingCopy {

    /**
     * Files below a folder, by path.
     *
     * @param folder a path in the repository, empty for all of it
     * @throws InvalidFileOperationException when the path is not valid or there is no such folder
     */
    Listing list(String folder);

    /**
     * Some lines of a text file.
     *
     * @param firstLine from 1
     * @param lastLine inclusive; as many as fit when null
     * @throws InvalidFileOperationException when there is no such file or it is not text
     */
    Snippet read(String path, int firstLine, @Nullable Integer lastLine);

    /**
     * Lines that contain a text or match an expression of RE2.
     *
     * @throws InvalidFileOperationException when the expression is not valid
     */
    Hits search(String query, boolean regex, boolean ignoreCase, String folder);

    /**
     * Stages a file's whole new content; the same step again stages nothing more.
     *
     * @return whether the file is new
     * @throws InvalidFileOperationException when the path is not allowed or a limit is reached
     */
    boolean write(String step, String path, String content);

    /**
     * Stages that a file goes away; the same step again stages nothing more.
     *
     * @throws InvalidFileOperationException when there is no such file
     */
    void delete(String step, String path);

    /** A file with its size in bytes; {@code staged} when this run changed it. */
    record Entry(String path, long size, boolean staged) {}

    /** Some of the files; {@code more} were left out. */
    record Listing(List<Entry> files, int more) {}

    /**
     * Lines of a file.
     *
     * @param truncated whether lines that were asked for did not fit
     */
    record Snippet(
            String path, int firstLine, int lastLine, int lines, String text, boolean truncated) {}

    /** A matching line. */
    record Hit(String path, int line, String text) {}

    /** Matching lines; {@code truncated} when a limit ended the search. */
    record Hits(List<Hit> hits, boolean truncated) {}
}
