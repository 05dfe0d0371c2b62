package dev.agentworks.core.attachment;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.validation.VisibleText;
import java.util.regex.Pattern;

/** The names that files may have: what every system can store, and what is what it looks like. */
final class FileName {

    private static final int LONGEST = 255;

    /** Parts of paths, control characters, and those that nobody sees or that turn text round. */
    private static final Pattern REFUSED =
            Pattern.compile("[/\\\\:*?\"<>|\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

    private FileName() {}

    /**
     * @throws ProblemException {@code invalid-request} for a name that no file may have
     */
    static String checked(String name) {
        var stripped = name.strip();
        if (VisibleText.isBlank(stripped)
                || stripped.codePointCount(0, stripped.length()) > LONGEST
                || stripped.chars().allMatch(letter -> letter == '.')
                || REFUSED.matcher(stripped).find()) {
            throw new ProblemException(CommonError.INVALID_REQUEST, "A file cannot have this name.")
                    .invalid(
                            "query:name",
                            "must be 1 to 255 visible characters, none of / \\ : * ? \" < > |, and not only dots");
        }
        return stripped;
    }
}
