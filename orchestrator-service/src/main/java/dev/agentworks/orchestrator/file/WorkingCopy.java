package dev.agentworks.orchestrator.file;

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
     * @throws FileRefused when the path is none
     */
    Listing list(String folder);

    /**
     * Some lines of a text file.
     *
     * @param firstLine from 1
     * @param lastLine included; as many as fit when null
     * @throws FileRefused when there is no such file or it is no text
     */
    Excerpt read(String path, int firstLine, @Nullable Integer lastLine);

    /**
     * Lines that contain a text or match an expression of RE2.
     *
     * @throws FileRefused when the expression is none
     */
    Hits search(String query, boolean regex, boolean ignoreCase, String folder);

    /**
     * Stages a file's whole new content; the same step again stages nothing more.
     *
     * @return whether the file is new
     * @throws FileRefused when the path is not allowed or a limit is reached
     */
    boolean write(String step, String path, String content);

    /**
     * Stages that a file goes away; the same step again stages nothing more.
     *
     * @throws FileRefused when there is no such file
     */
    void delete(String step, String path);

    /** A file with its size in bytes; {@code staged} when this run changed it. */
    record Entry(String path, long size, boolean staged) {}

    /** Some of the files; {@code more} were left out. */
    record Listing(List<Entry> files, int more) {}

    /**
     * Lines of a file.
     *
     * @param truncated there are lines after the last one that were wanted and did not fit
     */
    record Excerpt(
            String path, int firstLine, int lastLine, int lines, String text, boolean truncated) {}

    /** A line that was found. */
    record Hit(String path, int line, String text) {}

    /** Some of the lines found; {@code truncated} when a limit ended the search. */
    record Hits(List<Hit> hits, boolean truncated) {}
}
