package dev.agentworks.local.launcher.journey;

import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Lanes 5 to 7: code by three agents at once, its review, its bugs. */
final class MakingLanes {

    private static final int BUILD = 5;
    private static final int TEST = 7;

    private final ProjectView project;
    private final Steps steps;
    private final PersonAtRuns person;
    private final CardPlay play;

    MakingLanes(ProjectView project, Steps steps, PersonAtRuns person, CardPlay play) {
        this.project = project;
        this.steps = steps;
        this.person = person;
        this.play = play;
    }

    void play() {
        build();
        play.moveOn(6);
        review();
        play.moveOn(7);
        test();
        play.moveOn(8);
    }

    private void build() {
        play.refusedTo(6, "nothing was built");
        var runs = new LinkedHashMap<String, String>();
        for (var agent : List.of("DEV_BACKEND", "DEV_FRONTEND", "DEVOPS")) {
            runs.put(agent, person.start(play.card(), agent));
        }
        steps.done("started three agents at once");
        var backend = runs.get("DEV_BACKEND");
        var first = changed("DEV_BACKEND", String.valueOf(backend));
        var again =
                person.sendBack(
                        String.valueOf(backend),
                        path(first),
                        1,
                        "Say in one line what this file is for.");
        steps.done("sent DEV_BACKEND's work back with a remark on " + path(first));
        runs.put("DEV_BACKEND", again);
        for (var run : runs.entrySet()) {
            var proposal = changed(run.getKey(), run.getValue());
            person.approve(run.getValue(), proposal.path("digest").asString(""));
            merged(proposal);
            steps.done("approved %s: merged".formatted(run.getKey()));
        }
        for (var task : project.children(play.card(), "TASK")) {
            project.setDone(task.path("id").asString());
        }
        steps.done("set the tasks done");
    }

    private void review() {
        play.completed("CODE_REVIEWER");
        var remarks =
                project.comments(play.card()).stream()
                        .filter(it -> it.path("line").asInt(0) > 0)
                        .toList();
        Steps.require(!remarks.isEmpty(), "the reviewer named no line of a file");
        steps.done(
                "%d remarks on lines, the first on %s:%s"
                        .formatted(
                                remarks.size(),
                                remarks.getFirst().path("file").asString(),
                                remarks.getFirst().path("line").asString()));
        play.refusedTo(7, "nobody approved the card");
        project.approveCard(play.card());
        steps.done("approved the card");
    }

    private void test() {
        play.completed("QA");
        play.writtenAndApproved("TEST_PLAN");
        var bugs = project.children(play.card(), "BUG");
        if (bugs.isEmpty()) {
            bugs = List.of(project.report(play.card(), "It is not said how to begin"));
            steps.done("QA found no bug; the person reported one");
        }
        bugs.forEach(
                it -> steps.detail(it.path("key").asString() + "  " + it.path("title").asString()));
        play.refusedTo(8, "a bug is open");
        for (var bug : bugs) {
            mend(bug);
        }
    }

    // as people do: look for the cause where it was found, go back to build, approve, close
    private void mend(JsonNode bug) {
        var id = bug.path("id").asString();
        if (project.card(id).path("lane").asInt() == TEST) {
            person.completed(person.start(id, "TROUBLESHOOTER"));
            project.move(id, BUILD);
        }
        var run = person.start(id, "DEV_BACKEND");
        var proposal = changed("DEV_BACKEND", run);
        person.approve(run, proposal.path("digest").asString(""));
        merged(proposal);
        project.setDone(id);
        steps.done("%s: fixed, approved, done".formatted(bug.path("key").asString()));
    }

    private JsonNode changed(String agent, String run) {
        var proposal = person.proposal(run);
        Steps.require(!proposal.path("items").isEmpty(), agent + " has changed no file");
        Steps.require(
                !proposal.path("digest").asString("").isEmpty(),
                "the change of " + agent + " has no digest");
        steps.done("%s wants to change %d files".formatted(agent, proposal.path("items").size()));
        return proposal;
    }

    private void merged(JsonNode proposal) {
        for (var item : proposal.path("items")) {
            var path = item.path("path").asString();
            Steps.require(
                    project.file(path).isPresent()
                            == !item.path("change").asString("").equals("DELETED"),
                    path + " did not reach the default branch");
        }
    }

    private static String path(JsonNode proposal) {
        return proposal.path("items")
                .valueStream()
                .map(it -> it.path("path").asString(""))
                .filter(it -> it.endsWith(".js"))
                .findFirst()
                .orElse(proposal.path("items").path(0).path("path").asString());
    }
}
