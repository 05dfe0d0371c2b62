package dev.agentworks.local.launcher.journey;

/** Lanes 8 to 10: the release, the guide, and what was learnt. */
final class DeliveringLanes {

    private final ProjectView project;
    private final Steps steps;
    private final PersonAtRuns person;
    private final CardPlay play;

    DeliveringLanes(ProjectView project, Steps steps, PersonAtRuns person, CardPlay play) {
        this.project = project;
        this.steps = steps;
        this.person = person;
        this.play = play;
    }

    void play() {
        approved("DEPLOYMENT");
        play.writtenAndApproved("RELEASE_NOTES");
        play.moveOn(9);
        play.completed("DOCS");
        play.writtenAndApproved("USER_GUIDE");
        play.moveOn(10);
        approved("REFACTOR");
        for (var feature : project.children(play.card(), "FEATURE")) {
            project.setDone(feature.path("id").asString());
        }
        steps.awaitTrue(
                "the card's end",
                () -> project.card(play.card()).path("status").asString("").equals("DONE"));
        steps.done("the card is DONE in lane 10");
    }

    private void approved(String agent) {
        var run = play.started(agent);
        var proposal = person.proposal(run);
        var ended = person.approve(run, proposal.path("digest").asString(""));
        Steps.require(
                !ended.path("approvedBy").asString("").isEmpty(),
                "the run of %s does not say who approved it".formatted(agent));
        steps.done("approved %s, %d files".formatted(agent, proposal.path("items").size()));
    }
}
