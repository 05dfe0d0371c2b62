package dev.agentworks.core.board;

import dev.agentworks.core.board.LaneRule.WipPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules a new project's lanes begin with. */
final class StandardLanes {

    private StandardLanes() {}

    static LaneRule rule(LaneKey lane) {
        return switch (lane) {
            case VISION ->
                    sequence(
                            null, "blueprint_approved", LaneRule.COPILOT, "STRATEGY", "STORYBOARD");
            case PRD -> sequence(5, "mvp_features_created", "PRD", "MVP_SCOPE");
            case RESEARCH -> sequence(3, "research_documented", "RESEARCH");
            case ARCHITECTURE -> sequence(3, "architecture_documented", "ARCHITECT");
            case PLANNING -> sequence(5, "tasks_planned", "PLANNER");
            case BUILD ->
                    manual(
                            8,
                            "build_reviewed",
                            List.of(),
                            List.of("DEV_BACKEND", "DEV_FRONTEND", "DEVOPS"),
                            false);
            case REVIEW ->
                    manual(
                            5,
                            "review_approved",
                            List.of("CODE_REVIEWER"),
                            List.of("REFACTOR"),
                            false);
            case TEST -> manual(5, "no_open_bugs", List.of("QA"), List.of("TROUBLESHOOTER"), false);
            case DEPLOY -> manual(3, "deployment_approved", List.of("DEPLOYMENT"), List.of(), true);
            case DOCS -> sequence(3, "docs_written", "DOCS");
            case LEARN -> sequence(2, "completed", "REFACTOR");
        };
    }

    private static LaneRule sequence(@Nullable Integer limit, String criterion, String... agents) {
        return manual(limit, criterion, List.of(agents), List.of(), false);
    }

    private static LaneRule manual(
            @Nullable Integer limit,
            String criterion,
            List<String> onEntry,
            List<String> manual,
            boolean approval) {
        var agents = new ArrayList<String>();
        agents.addAll(onEntry);
        agents.addAll(manual);
        if (!agents.contains(LaneRule.COPILOT)) {
            agents.add(LaneRule.COPILOT);
        }
        return new LaneRule(
                onEntry,
                List.of(),
                manual,
                agents,
                limit,
                WipPolicy.WARN,
                criterion,
                false,
                approval);
    }
}
