package dev.agentworks.orchestrator.workingcopy;

import dev.agentworks.starter.text.EscapedText;
import org.jspecify.annotations.Nullable;

/** Writes commit messages: what was done, by which run, for which card, and who approved it. */
final class CommitMessages {

    private static final int LONGEST_SUBJECT = 72;

    private CommitMessages() {}

    static String of(RunFilesRow run, String summary) {
        return "%s\n\nRun: %s\nCard: %s\nAgent: %s\n"
                .formatted(subject(summary), run.runId(), run.cardKey(), run.agentId());
    }

    static String merge(RunFilesRow run, String target, @Nullable String approver) {
        var text =
                "Merge the work of %s into %s\n\nRun: %s\nCard: %s\n"
                        .formatted(run.agentId(), target, run.runId(), run.cardKey());
        return approver == null ? text : text + "Approved-by: " + plain(approver) + "\n";
    }

    static String pullRequest(RunFilesRow run, @Nullable String approver) {
        var text =
                "The work of %s on %s, by AgentWorks.\n\nRun: %s\n"
                        .formatted(run.agentId(), run.cardKey(), run.runId());
        return approver == null ? text : text + "Approved-by: " + plain(approver) + "\n";
    }

    private static String subject(String summary) {
        var line = plain(summary.strip().lines().findFirst().orElse(""));
        if (line.isBlank()) {
            return "Change files";
        }
        int end =
                line.offsetByCodePoints(
                        0, Math.min(line.codePointCount(0, line.length()), LONGEST_SUBJECT));
        return end == line.length() ? line : line.substring(0, end) + "…";
    }

    private static String plain(String text) {
        return EscapedText.ofLine(text.replaceAll("\\p{Cntrl}+", " ")).strip();
    }
}
