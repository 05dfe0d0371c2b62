package dev.agentworks.orchestrator.workingcopy;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.starter.text.EscapedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run changed, as it is shown to people.
 *
 * @param digest identifies exactly these changes; empty when there are none
 * @param base commit that the run started from
 * @param head commit with the changes, once they are proposed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileChanges(
        String digest, @Nullable String base, @Nullable String head, List<FileChange> items) {

    static final FileChanges NONE = new FileChanges("", null, null, List.of());

    /**
     * One file.
     *
     * @param marks why to look at the file more closely
     * @param patch unified, with signs for what a reader would not see; only when it was asked for
     *     and the file is text
     * @param truncated the patch is longer than what is shown
     * @param conflict hunks that other runs have changed too, with both sides; empty when the
     *     conflict is not in lines
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FileChange(
            String path,
            Kind change,
            int additions,
            int deletions,
            boolean binary,
            List<FileMark> marks,
            @Nullable String patch,
            @Nullable Boolean truncated,
            @Nullable String conflict) {

        FileChange withConflict(@Nullable String hunks) {
            return new FileChange(
                    path,
                    change,
                    additions,
                    deletions,
                    binary,
                    marks,
                    patch,
                    truncated,
                    hunks == null ? null : EscapedText.ofCode(hunks));
        }
    }

    /** What happened to a file. */
    public enum Kind {
        ADDED,
        MODIFIED,
        DELETED
    }
}
