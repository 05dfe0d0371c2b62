package dev.agentworks.local.launcher.journey;

import dev.agentworks.local.launcher.StackFailure;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The card on its way through the lanes. */
final class CardPlay {

    private final ProjectView project;
    private final Steps steps;
    private final PersonAtRuns person;
    private final String card;

    CardPlay(ProjectView project, Steps steps, PersonAtRuns person, String card) {
        this.project = project;
        this.steps = steps;
        this.person = person;
        this.card = card;
    }

    String card() {
        return card;
    }

    /** The run of an agent that the lane started by itself, in the lane the card stands in. */
    String started(String agent) {
        return steps.await(
                "a run of " + agent,
                () -> {
                    var now = project.card(card);
                    return ofStay(now).stream()
                            .filter(run -> run.path("agentId").asString("").equals(agent))
                            .map(run -> run.path("id").asString())
                            .findFirst();
                });
    }

    /** Waits until these agents of the lane are done, answering what they ask. */
    void completed(String... agents) {
        for (var agent : agents) {
            person.completed(started(agent));
        }
        steps.done(
                String.join(", ", agents) + (agents.length == 1 ? " has" : " have") + " finished");
    }

    JsonNode writtenAndApproved(String type) {
        var document = project.document(type);
        Steps.require(
                document.path("content").asString("").length() > 300,
                "the %s is almost empty".formatted(type));
        project.approve(document);
        steps.done(
                "read and approved the %s \"%s\""
                        .formatted(type, document.path("title").asString()));
        return document;
    }

    /** The gate must be shut. */
    void refusedTo(int lane, String why) {
        var refused = project.tryMove(card, lane);
        Steps.require(
                refused.isRefusedWith(409, "exit-criterion-not-met"),
                "%s: moving to lane %d was not refused but answered %s"
                        .formatted(why, lane, refused));
    }

    /** Goes on when the lane's criterion is met; nothing is overridden. */
    void moveOn(int lane) {
        steps.await(
                "the exit criterion before lane " + lane,
                () -> {
                    var criterion = project.card(card).path("exitCriterion");
                    return criterion.path("met").asBoolean(false)
                            ? Optional.of(criterion)
                            : Optional.empty();
                },
                () -> "still missing: " + project.card(card).path("exitCriterion").path("missing"));
        project.move(card, lane);
        steps.done("moved to lane %d, criterion met".formatted(lane));
    }

    private List<JsonNode> ofStay(JsonNode now) {
        var visit = now.path("laneVisit").asInt(-1);
        var runs = project.runs(card);
        if (visit < 0) {
            throw new StackFailure("the card does not say how often it entered a lane");
        }
        return runs.stream().filter(run -> run.path("laneVisit").asInt() == visit).toList();
    }
}
