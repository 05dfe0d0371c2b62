package dev.agentworks.local.llm.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The agents that write files on the card's branch. */
final class CodingAgents {

    /** How many wishes one change builds; what is left is found by the tests. */
    static final int AT_ONCE = 3;

    private static final Pattern REMARK =
            Pattern.compile("(?m)^[-* ]*`?([\\w./-]+\\.\\w+)`?(?::(\\d+))?`?:? +(.+)$");

    private CodingAgents() {}

    static Plan.Step backend(Work work) {
        var wishes = wishes(work);
        return built(
                work,
                ServerCode.of(wishes, work.subject().title()),
                "the rules of %d wishes, each with its tests first".formatted(wishes.size()),
                "npm test --prefix server");
    }

    static Plan.Step frontend(Work work) {
        var wishes = wishes(work);
        return built(
                work,
                WebCode.of(wishes, work.subject().title()),
                "%d screens in all their states, each with its test".formatted(wishes.size()),
                "npm test --prefix web");
    }

    static Plan.Step operations(Work work) {
        var subject = work.subject();
        var plan = begin(work);
        if (!work.material().instructions().isEmpty() && !remarks(work).isEmpty()) {
            return reworked(work, plan);
        }
        write(work, plan, OperationsCode.of(subject.title()));
        var runbook =
                new Markdown()
                        .title("Runbook: " + subject.title())
                        .heading("Start and stop")
                        .paragraph(
                                "`docker compose -f deploy/compose.yaml up -d`, and `down` to stop; `GET /health` says whether it runs.")
                        .heading("Back")
                        .paragraph(
                                "`deploy/pipeline.sh` with the earlier version; records are not touched.")
                        .heading("Restore")
                        .paragraph(
                                "The newest archive of `deploy/backup.sh`, unpacked into the data folder before the start.")
                        .chapter("Limits", subject.about("euro", "month", "volunteer", "server"));
        plan.step(
                "And the page for whoever is called at night.\n",
                "write_document",
                Work.document("RUNBOOK", "Runbook: " + subject.title(), runbook));
        return work.end(
                plan,
                "An image, a compose file, a pipeline and a backup for %s; by hand once: the folder for backups."
                        .formatted(subject.titleInText()),
                List.of("Choose where backups go"));
    }

    static Plan.Step refactor(Work work) {
        var material = work.material();
        var plan = work.look("I look at what was hard on this card.\n", "list_files", "list_cards");
        var code =
                material.files().stream().filter(it -> it.endsWith("records.js")).limit(1).toList();
        plan.each(
                "I read the part that everything leans on.\n",
                "read_file",
                code,
                (it, path) -> it.put("path", path));
        var bugs = material.children("BUG");
        plan.step(
                "What this card has taught goes beside the code.\n",
                "write_file",
                it ->
                        it.put("path", "docs/notes/%s.md".formatted(material.key()))
                                .put("content", notes(work, bugs)));
        return work.end(
                plan,
                "Changed no behaviour; wrote down what %s has taught: %d bugs, all of wishes nobody had built."
                        .formatted(material.key(), bugs.size()),
                List.of("Keep the records in a store that outlives a restart"));
    }

    private static String notes(Work work, List<Material.Child> bugs) {
        return new Markdown()
                .title("Notes: " + work.subject().title())
                .heading("What we believed")
                .list(List.of("The first %d wishes carry the others.".formatted(AT_ONCE)))
                .heading("What turned out")
                .list(
                        bugs.isEmpty()
                                ? List.of("They did; no bug was found.")
                                : bugs.stream()
                                        .map(bug -> "%s: %s".formatted(bug.key(), bug.title()))
                                        .toList())
                .heading("Next time")
                .list(
                        List.of(
                                "Every wish gets its first failing test before the first one is built."))
                .marked();
    }

    private static Plan.Step built(
            Work work, List<ServerCode.SourceFile> files, String what, String tried) {
        var plan = begin(work);
        if (!remarks(work).isEmpty()) {
            return reworked(work, plan);
        }
        write(work, plan, files);
        var tasks =
                work.material().children("TASK").stream()
                        .filter(Material.Child::isOpen)
                        .filter(task ->
                                files.stream()
                                        .anyMatch(file ->
                                                file.path()
                                                        .contains(
                                                                ServerCode.slug(
                                                                        task.title()
                                                                                .replaceFirst(
                                                                                        "^Build: ",
                                                                                        "")))))
                        .toList();
        plan.each(
                "These tasks are ready to be looked at.\n",
                "update_card",
                tasks,
                (it, task) -> it.put("card", task.key()).put("status", "IN_REVIEW"));
        return work.end(
                plan,
                "Wrote %s, in %d files; tried with `%s`.".formatted(what, files.size(), tried),
                List.of());
    }

    private static Plan begin(Work work) {
        return work.read(
                work.look(
                        "I look at the card, its branch and what was decided.\n",
                        "list_files",
                        "list_documents",
                        "list_cards"),
                "ARCHITECTURE",
                "I read the architecture.\n");
    }

    // what everything leans on is written once; an answer to a bug leaves it alone
    private static void write(Work work, Plan plan, List<ServerCode.SourceFile> files) {
        var there = work.material().files();
        var wanted =
                files.stream().filter(it -> !(it.isShared() && there.contains(it.path()))).toList();
        plan.each(
                "I write %d files, tests before what they test.\n".formatted(wanted.size()),
                "write_file",
                wanted,
                (it, file) -> it.put("path", file.path()).put("content", file.content()));
    }

    /** What a person wrote to a file of the change that was sent back. */
    private record Remark(String path, String body) {}

    private static List<Remark> remarks(Work work) {
        return REMARK.matcher(work.material().instructions())
                .results()
                .map(it -> new Remark(it.group(1), it.group(3).strip()))
                .toList();
    }

    private static Plan.Step reworked(Work work, Plan plan) {
        var remarks = remarks(work);
        var paths = remarks.stream().map(Remark::path).distinct().toList();
        plan.each(
                "A person sent this back; I read the places they named.\n",
                "read_file",
                paths,
                (it, path) -> it.put("path", path));
        var mended = new ArrayList<ServerCode.SourceFile>();
        for (var path : paths) {
            var lines =
                    work.material().lines().stream()
                            .filter(it -> it.path().equals(path))
                            .map(Material.Line::text)
                            .toList();
            if (!lines.isEmpty()) {
                var mark = path.endsWith(".js") ? "// " : "# ";
                var said =
                        remarks.stream()
                                .filter(it -> it.path().equals(path))
                                .map(it -> mark + "Asked for in review: " + it.body() + "\n")
                                .toList();
                mended.add(
                        new ServerCode.SourceFile(
                                path, String.join("", said) + String.join("\n", lines) + "\n"));
            }
        }
        plan.each(
                "I answer each remark where it was made.\n",
                "write_file",
                mended,
                (it, file) -> it.put("path", file.path()).put("content", file.content()));
        return work.end(
                plan,
                "Answered %d remarks in %d files.".formatted(remarks.size(), mended.size()),
                List.of());
    }

    /** On a bug the one thing it misses, otherwise the first wishes of the brief. */
    private static List<String> wishes(Work work) {
        var subject = work.subject();
        return work.material().type().equals("BUG")
                ? CheckingAgents.expected(work.material().description())
                        .map(List::of)
                        .orElse(List.of(subject.title()))
                : subject.points().stream().limit(AT_ONCE).toList();
    }
}
