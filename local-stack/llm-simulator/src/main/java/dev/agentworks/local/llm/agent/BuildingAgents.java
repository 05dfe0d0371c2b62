package dev.agentworks.local.llm.agent;

import java.util.ArrayList;
import java.util.List;

/** The agents of the later lanes, as far as documents, cards and comments go. */
final class BuildingAgents {

    private static final int MOST_TASKS = 5;

    private BuildingAgents() {}

    static Plan.Step research(Work work) {
        var subject = work.subject();
        var document =
                new Markdown()
                        .title("Research: " + subject.title())
                        .heading("What we wanted to know")
                        .list(
                                subject.points().stream()
                                        .limit(5)
                                        .map(it -> "How do others solve this: " + it)
                                        .toList())
                        .chapter(
                                "What the brief already settles",
                                subject.about("must", "law", "euro", "month", "until"))
                        .heading("What is still unknown")
                        .list(
                                List.of(
                                        "Prices and habits of comparable offers: the simulator has no network and invents none."));
        return written(work, "RESEARCH", "Research: " + subject.title(), document, "PRD");
    }

    static Plan.Step architecture(Work work) {
        var subject = work.subject();
        var document =
                new Markdown()
                        .title("Architecture: " + subject.title())
                        .heading("Parts")
                        .list(
                                List.of(
                                        "A web application that works on a phone first.",
                                        "One service with a relational database; each wish below is one module of it.",
                                        "A queue for messages that go out later, so that nothing is sent twice or lost."))
                        .chapter(
                                "Modules",
                                subject.points().stream()
                                        .map(it -> "**" + Subject.inShort(it) + "**: " + it)
                                        .toList())
                        .chapter(
                                "Data protection and operation",
                                subject.about("law", "data", "server", "log", "no it", "volunteer"))
                        .heading("Decisions")
                        .list(
                                List.of(
                                        "One deployable unit until a measurement asks for more.",
                                        "Every write has an author and a time."));
        return written(work, "ARCHITECTURE", "Architecture: " + subject.title(), document, "PRD");
    }

    static Plan.Step tasks(Work work) {
        var subject = work.subject();
        var points = subject.points().stream().limit(MOST_TASKS).toList();
        var plan =
                work.read(
                        work.begin("I look at what was decided.\n"),
                        "ARCHITECTURE",
                        "I read the architecture.\n");
        var wishes = new ArrayList<Plan.Wish>();
        for (var point : points) {
            wishes.addAll(
                    plan.wishes(
                            "create_card",
                            it -> {
                                it.put("type", "TASK")
                                        .put("title", "Build: " + Subject.inShort(point));
                                it.put(
                                        "description",
                                        point + "\n\n_Simulated: planned by the LLM simulator._");
                                it.putArray("acceptanceCriteria")
                                        .add("Works as described: " + Subject.inShort(point))
                                        .add("Covered by a test that fails without it");
                                it.put("priority", "MEDIUM").put("estimate", 3);
                            }));
        }
        plan.step("I cut the work into tasks that can be finished in days.\n", wishes);
        return work.end(plan, "Planned %d tasks.".formatted(points.size()), List.of());
    }

    static Plan.Step testPlan(Work work) {
        var subject = work.subject();
        var document =
                new Markdown()
                        .title("Test plan: " + subject.title())
                        .heading("Cases")
                        .tableHead("Case", "Expected");
        subject.points()
                .forEach(point ->
                        document.row(
                                Subject.inShort(point).replace("|", "/"), point.replace("|", "/")));
        document.end()
                .heading("Result")
                .paragraph("No test was run: the simulator cannot run programs.");
        return written(work, "TEST_PLAN", "Test plan: " + subject.title(), document, "PRD");
    }

    static Plan.Step releaseNotes(Work work) {
        var subject = work.subject();
        var document =
                new Markdown()
                        .title("Release notes: " + subject.title())
                        .heading("New")
                        .list(subject.points().stream().map(Subject::inShort).toList())
                        .heading("Roll-out")
                        .list(
                                List.of(
                                        "First group for a week.",
                                        "Everyone else when no open bug is left.",
                                        "Back to the earlier version with one command."));
        return written(work, "RELEASE_NOTES", "Release notes: " + subject.title(), document, "MVP");
    }

    static Plan.Step userGuide(Work work) {
        var subject = work.subject();
        var document =
                new Markdown().title("User guide: " + subject.title()).heading("What you can do");
        var number = 1;
        for (var point : subject.points()) {
            document.paragraph("%d. **%s.** %s".formatted(number++, Subject.inShort(point), point));
        }
        return written(work, "USER_GUIDE", "User guide: " + subject.title(), document, "PRD");
    }

    /** An agent whose work needs more than documents and cards leaves an honest remark. */
    static Plan.Step remark(Work work) {
        var subject = work.subject();
        var plan =
                work.begin("I look at what the project holds.\n")
                        .step(
                                "I can say what I would do; doing it needs a real model.\n",
                                "add_comment",
                                it ->
                                        it.put(
                                                "body",
                                                "Simulated: for %s I would begin with: %s"
                                                        .formatted(
                                                                subject.titleInText(),
                                                                String.join(
                                                                        "; ",
                                                                        subject.points().stream()
                                                                                .limit(3)
                                                                                .map(
                                                                                        Subject
                                                                                                ::inShort)
                                                                                .toList()))));
        return work.end(plan, "Left a remark on " + subject.titleInText() + ".", List.of());
    }

    private static Plan.Step written(
            Work work, String type, String title, Markdown document, String readFirst) {
        var plan =
                work.read(
                        work.begin("I look at what the project holds.\n"),
                        readFirst,
                        "I read what was decided before.\n");
        plan.step("Now the document.\n", "write_document", Work.document(type, title, document));
        return work.end(plan, "Wrote \"%s\".".formatted(title), List.of());
    }
}
