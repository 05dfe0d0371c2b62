package dev.agentworks.local.llm.agent;

import java.util.ArrayList;
import java.util.List;

/** The agents that bring what was built to people: release and guide. */
final class ReleaseAgents {

    private ReleaseAgents() {}

    static Plan.Step releaseNotes(Work work) {
        var subject = work.subject();
        var material = work.material();
        var plan =
                work.read(
                        work.look(
                                "I look at what changed and what was tested.\n",
                                "list_documents",
                                "list_files"),
                        "TEST_PLAN",
                        "I read the test plan.\n");
        var built = built(work);
        var open = material.children("BUG").stream().filter(Material.Child::isOpen).toList();
        var document =
                new Markdown()
                        .title("Release notes: " + subject.title())
                        .heading("What is new")
                        .list(built)
                        .heading("What changed for operators")
                        .list(
                                List.of(
                                        "One process, started with `node server/src/main.js`; the port is `PORT`.",
                                        "No migration; records begin empty."))
                        .heading("Known limits")
                        .list(limits(work, open))
                        .heading("Roll-out")
                        .tableHead("Step", "Check", "Back")
                        .row("Backup", "an archive of today exists", "nothing to take back")
                        .row(
                                "New version for the first group",
                                "`GET /health` says healthy; one request is kept",
                                "earlier version with the pipeline")
                        .row(
                                "Everyone, after a week without a bug",
                                "no refusal that nobody understands",
                                "earlier version with the pipeline")
                        .end()
                        .heading("Way back")
                        .paragraph(
                                "Until the last step, in five minutes; requests of those minutes are lost.")
                        .heading("Who is told")
                        .list(
                                subject
                                        .about(
                                                "volunteer",
                                                "owner",
                                                "committee",
                                                "member",
                                                "customer",
                                                "people")
                                        .stream()
                                        .limit(3)
                                        .toList());
        plan.step(
                "The notes and the roll-out.\n",
                "write_document",
                Work.document("RELEASE_NOTES", "Release notes: " + subject.title(), document));
        plan.step(
                "And the change log in the repository.\n",
                "write_file",
                it ->
                        it.put("path", "CHANGELOG.md")
                                .put(
                                        "content",
                                        "# Changes\n\n## First release\n\n- "
                                                + String.join("\n- ", built)
                                                + "\n"));
        return work.end(
                plan,
                "Prepared the first release of %s: %d things are new, %d bugs open."
                        .formatted(subject.titleInText(), built.size(), open.size()),
                List.of(),
                open.isEmpty() ? "go" : "no go");
    }

    static Plan.Step userGuide(Work work) {
        var subject = work.subject();
        var plan =
                work.read(
                        work.look(
                                "I look at what there is to explain.\n",
                                "list_documents",
                                "list_files"),
                        "PRD",
                        "I read what was promised.\n");
        var document =
                new Markdown()
                        .title("User guide: " + subject.title())
                        .heading("What it is for")
                        .paragraph(
                                subject.sentences().isEmpty()
                                        ? subject.title()
                                        : subject.sentences().getFirst())
                        .heading("Your first success")
                        .paragraph("1. Open the page. You see what you can do.")
                        .paragraph(
                                "2. Choose \"%s\". You see an empty form."
                                        .formatted(Subject.inShort(subject.points().getFirst())))
                        .paragraph(
                                "3. Fill in your name and the day, and send it. You see what was kept.");
        for (var point : built(work)) {
            document.heading("How to: " + Subject.inShort(point))
                    .paragraph(point)
                    .paragraph(
                            "Fill in who you are and the day; the page says in one sentence what was kept, or what is missing.");
        }
        document.heading("When something goes wrong")
                .tableHead("What you see", "Why", "What to do")
                .row(
                        "Please say …",
                        "something is missing",
                        "fill it in and send it again; nothing is lost")
                .row("There is nothing here.", "this is not built yet", "ask the one who runs it")
                .end()
                .heading("For administrators")
                .paragraph("See the runbook; data is kept where the backup finds it.");
        plan.step(
                "Now the guide.\n",
                "write_document",
                Work.document("USER_GUIDE", "User guide: " + subject.title(), document));
        return work.end(
                plan,
                "Wrote a guide for the %d things that exist.".formatted(built(work).size()),
                List.of());
    }

    private static List<String> limits(Work work, List<Material.Child> open) {
        var limits = new ArrayList<String>();
        open.forEach(bug -> limits.add("%s: %s".formatted(bug.key(), bug.title())));
        var built = built(work);
        work.subject().points().stream()
                .filter(point -> !built.contains(point))
                .forEach(point -> limits.add("Not in this release: " + Subject.inShort(point)));
        return limits.isEmpty() ? List.of("No open bug, no wish left out.") : limits;
    }

    /** The wishes that have a file; where no files are known, all of them. */
    private static List<String> built(Work work) {
        var files = work.material().files();
        var built =
                work.subject().points().stream()
                        .filter(point -> files.contains(ServerCode.path(point)))
                        .toList();
        return built.isEmpty() ? work.subject().points() : built;
    }
}
