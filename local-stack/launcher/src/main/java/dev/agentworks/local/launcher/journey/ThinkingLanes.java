package dev.agentworks.local.launcher.journey;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Lanes 0 to 4: from the brief to tasks. */
final class ThinkingLanes {

    private final ProjectView project;
    private final Steps steps;
    private final CardPlay play;
    private final Brief brief;

    ThinkingLanes(ProjectView project, Steps steps, CardPlay play, Brief brief) {
        this.project = project;
        this.steps = steps;
        this.play = play;
        this.brief = brief;
    }

    void play() {
        play.completed("CEO_COPILOT", "STRATEGY", "STORYBOARD");
        play.refusedTo(1, "the blueprint is not approved");
        var blueprint = play.writtenAndApproved("BLUEPRINT");
        Steps.require(
                brief.isSpokenOfIn(blueprint.path("content").asString()),
                "the blueprint does not speak of the brief");
        play.moveOn(1);
        play.completed("PRD", "MVP_SCOPE");
        play.writtenAndApproved("PRD");
        play.writtenAndApproved("MVP");
        children("FEATURE");
        play.moveOn(2);
        play.completed("RESEARCH");
        play.writtenAndApproved("RESEARCH");
        play.moveOn(3);
        play.completed("ARCHITECT");
        play.writtenAndApproved("ARCHITECTURE");
        play.moveOn(4);
        play.completed("PLANNER");
        var tasks = children("TASK");
        linked(tasks);
        play.moveOn(5);
    }

    private List<JsonNode> children(String type) {
        var cards = project.children(play.card(), type);
        Steps.require(!cards.isEmpty(), "no %s card was made".formatted(type));
        for (var card : cards) {
            var criteria = project.card(card.path("id").asString()).path("acceptanceCriteria");
            Steps.require(
                    !criteria.isEmpty(),
                    "%s has no acceptance criteria".formatted(card.path("key").asString()));
        }
        steps.done("%d %s cards, each with criteria".formatted(cards.size(), type));
        cards.forEach(
                it -> steps.detail(it.path("key").asString() + "  " + it.path("title").asString()));
        return cards;
    }

    private void linked(List<JsonNode> tasks) {
        var links =
                tasks.size() < 2
                        ? List.of()
                        : project.links(tasks.getFirst().path("id").asString());
        Steps.require(
                tasks.size() < 2 || !links.isEmpty(), "the tasks do not say what waits for what");
        steps.done("the first task is linked with %d others".formatted(links.size()));
    }
}
