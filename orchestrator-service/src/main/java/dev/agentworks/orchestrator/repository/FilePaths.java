package dev.agentworks.orchestrator.repository;

import dev.agentworks.starter.text.EscapedText;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;

/** Checks that a path may be used in a repository and means the same file on every system. */
public final class FilePaths {

    private static final int LONGEST = 400;
    private static final int LONGEST_NAME = 200;
    private static final int DEEPEST = 30;

    private FilePaths() {}

    /**
     * The path of a file as it was given.
     *
     * @throws InvalidFileOperationException with what is wrong with the path
     */
    public static String file(String path) {
        if (path.isEmpty()) {
            throw new InvalidFileOperationException(
                    "The path is empty. Give one such as src/app.ts.");
        }
        if (path.length() > LONGEST) {
            throw new InvalidFileOperationException(
                    "The path is longer than %d characters.".formatted(LONGEST));
        }
        if (EscapedText.hides(path) || path.codePoints().anyMatch(FilePaths::isInvisible)) {
            throw new InvalidFileOperationException(
                    "The path %s contains a character that cannot be seen; write it without."
                            .formatted(EscapedText.ofLine(path)));
        }
        if (path.startsWith("/") || path.indexOf('\\') >= 0) {
            throw refused(path, "it must be relative to the repository, with / between names");
        }
        var names = path.split("/", -1);
        if (names.length > DEEPEST) {
            throw refused(path, "it is deeper than %d folders".formatted(DEEPEST));
        }
        for (var name : names) {
            check(path, name);
        }
        checkAsGitDoes(path);
        return path;
    }

    /** The path of a folder without a slash at its end; empty is the repository itself. */
    public static String folder(String path) {
        var plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return plain.isEmpty() || plain.equals(".") ? "" : file(plain);
    }

    private static void check(String path, String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw refused(path, "no name in it may be empty, \".\" or \"..\"");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw refused(path, "a name in it is longer than %d bytes".formatted(LONGEST_NAME));
        }
    }

    // .git in every spelling, and names that Windows or macOS read as another file
    private static void checkAsGitDoes(String path) {
        try {
            new ObjectChecker().setSafeForWindows(true).setSafeForMacOS(true).checkPath(path);
        } catch (CorruptObjectException invalid) {
            throw refused(path, String.valueOf(invalid.getMessage()));
        }
    }

    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    true;
            case Character.SPACE_SEPARATOR -> codePoint != ' ';
            default -> false;
        };
    }

    private static InvalidFileOperationException refused(String path, String why) {
        return new InvalidFileOperationException(
                "The path %s is not allowed: %s.".formatted(path, why));
    }
}
