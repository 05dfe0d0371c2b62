package dev.agentworks.orchestrator.file;

import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;

/** Which paths there may be in a repository: those that mean the same file on every system. */
final class FilePaths {

    private static final int LONGEST = 400;
    private static final int LONGEST_NAME = 200;
    private static final int DEEPEST = 30;

    private FilePaths() {}

    /** The path of a file as it was given, or a refusal that says what is wrong with it. */
    static String file(String path) {
        if (path.isEmpty()) {
            throw new FileRefused("The path is empty. Give one such as src/app.ts.");
        }
        if (path.length() > LONGEST) {
            throw new FileRefused("The path is longer than %d characters.".formatted(LONGEST));
        }
        if (path.codePoints().anyMatch(FilePaths::isInvisible)) {
            throw new FileRefused("The path contains a control character.");
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
    static String folder(String path) {
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

    // .git in all its disguises, and names that Windows or macOS take for something else
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
            default -> false;
        };
    }

    private static FileRefused refused(String path, String why) {
        return new FileRefused("The path %s is not allowed: %s.".formatted(path, why));
    }
}
