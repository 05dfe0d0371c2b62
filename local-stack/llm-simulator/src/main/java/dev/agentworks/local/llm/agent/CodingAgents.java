package dev.agentworks.local.llm.agent;

import dev.agentworks.local.llm.template.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The agents that write files on the card's branch. */
final class CodingAgents {

    private static final Texts CODING = Texts.of("coding");
    private static final Texts OPERATIONS = Texts.of("operations");
    private static final Texts REFACTORING = Texts.of("refactoring");

    /** How many points of the brief one change builds; the tests find what is left. */
    private static final int POINTS_PER_CHANGE = 3;

    private static final Pattern REMARK =
            Pattern.compile("(?m)^[-* ]*`?([\\w./-]+\\.\\w+)`?(?::(\\d+))?`?:? +(.+)$");

    private CodingAgents() {}

    static Plan.Step backend(AgentTask task) {
        var points = points(task);
        return write(
                task,
                ServerCode.of(points, task.brief().title()),
                CODING.line("backend", Map.of("points", points.size())),
                "npm test --prefix server");
    }

    static Plan.Step frontend(AgentTask task) {
        var points = points(task);
        return write(
                task,
                WebCode.of(points, task.brief().title()),
                CODING.line("frontend", Map.of("points", points.size())),
                "npm test --prefix web");
    }

    static Plan.Step operations(AgentTask task) {
        var brief = task.brief();
        var plan = begin(task);
        if (!task.context().instructions().isEmpty() && !remarks(task).isEmpty()) {
            return rework(task, plan);
        }
        writeFiles(task, plan, OperationsCode.of(brief.title()));
        plan.step(
                OPERATIONS.paragraph("write"),
                "write_document",
                AgentTask.document(
                        "RUNBOOK",
                        OPERATIONS.line("title", Map.of("title", brief.title())),
                        OPERATIONS.document(
                                "runbook",
                                Map.of(
                                        "title",
                                        brief.title(),
                                        "limits",
                                        brief.mentioning(
                                                "euro", "month", "volunteer", "server")))));
        return task.end(
                plan,
                OPERATIONS.line("summary", Map.of("product", brief.titleInText())),
                List.of(OPERATIONS.line("follow-up")));
    }

    static Plan.Step refactor(AgentTask task) {
        var context = task.context();
        var plan = task.look(REFACTORING.paragraph("look"), "list_files", "list_cards");
        var code =
                context.files().stream().filter(it -> it.endsWith("records.js")).limit(1).toList();
        plan.each(
                REFACTORING.paragraph("read"),
                "read_file",
                code,
                (it, path) -> it.put("path", path));
        var bugs = context.children("BUG");
        plan.step(
                REFACTORING.paragraph("write"),
                "write_file",
                it ->
                        it.put("path", "docs/notes/%s.md".formatted(context.key()))
                                .put("content", notes(task, bugs)));
        return task.end(
                plan,
                REFACTORING.line("summary", Map.of("key", context.key(), "bugs", bugs.size())),
                List.of(REFACTORING.line("follow-up")));
    }

    private static String notes(AgentTask task, List<TaskContext.Child> bugs) {
        var outcomes =
                bugs.isEmpty()
                        ? List.of(REFACTORING.line("no-bug"))
                        : bugs.stream()
                                .map(bug ->
                                        REFACTORING.line(
                                                "bug",
                                                Map.of("key", bug.key(), "title", bug.title())))
                                .toList();
        return AgentTask.marked(
                REFACTORING.document(
                        "notes",
                        Map.of(
                                "title",
                                task.brief().title(),
                                "points",
                                POINTS_PER_CHANGE,
                                "outcomes",
                                outcomes)));
    }

    private static Plan.Step write(
            AgentTask task, List<SourceFile> files, String what, String command) {
        var plan = begin(task);
        if (!remarks(task).isEmpty()) {
            return rework(task, plan);
        }
        writeFiles(task, plan, files);
        var tasks =
                task.context().children("TASK").stream()
                        .filter(TaskContext.Child::isOpen)
                        .filter(card -> files.stream().anyMatch(file -> isOf(card, file)))
                        .toList();
        plan.each(
                CODING.paragraph("tasks"),
                "update_card",
                // a task that nobody began is taken up before it is handed in
                tasks.stream()
                        .flatMap(card ->
                                Stream.of("IN_PROGRESS", "IN_REVIEW")
                                        .map(status -> Map.entry(card.key(), status)))
                        .toList(),
                (it, wish) -> it.put("card", wish.getKey()).put("status", wish.getValue()));
        return task.end(
                plan,
                CODING.line(
                        "summary", Map.of("what", what, "files", files.size(), "command", command)),
                List.of());
    }

    private static boolean isOf(TaskContext.Child card, SourceFile file) {
        return file.path().contains(ServerCode.slug(card.title().replaceFirst("^Build: ", "")));
    }

    private static Plan begin(AgentTask task) {
        return task.read(
                task.look(CODING.paragraph("look"), "list_files", "list_documents", "list_cards"),
                "ARCHITECTURE",
                CODING.paragraph("read"));
    }

    // a shared file is written once: a fix of a bug leaves it as it is
    private static void writeFiles(AgentTask task, Plan plan, List<SourceFile> files) {
        var present = task.context().files();
        var wanted =
                files.stream()
                        .filter(it -> !(it.isShared() && present.contains(it.path())))
                        .toList();
        plan.each(
                CODING.paragraph("write", Map.of("files", wanted.size())),
                "write_file",
                wanted,
                (it, file) -> it.put("path", file.path()).put("content", file.content()));
    }

    /** A person's remark on a file of a change that was sent back. */
    private record Remark(String path, String body) {}

    private static List<Remark> remarks(AgentTask task) {
        return REMARK.matcher(task.context().instructions())
                .results()
                .map(it -> new Remark(it.group(1), it.group(3).strip()))
                .toList();
    }

    private static Plan.Step rework(AgentTask task, Plan plan) {
        var remarks = remarks(task);
        var paths = remarks.stream().map(Remark::path).distinct().toList();
        plan.each(
                CODING.paragraph("rework-read"),
                "read_file",
                paths,
                (it, path) -> it.put("path", path));
        var changed = new ArrayList<SourceFile>();
        for (var path : paths) {
            var lines =
                    task.context().lines().stream()
                            .filter(it -> it.path().equals(path))
                            .map(TaskContext.Line::text)
                            .toList();
            if (!lines.isEmpty()) {
                var comments = comments(path, remarks);
                changed.add(new SourceFile(path, comments + String.join("\n", lines) + "\n"));
            }
        }
        plan.each(
                CODING.paragraph("rework-write"),
                "write_file",
                changed,
                (it, file) -> it.put("path", file.path()).put("content", file.content()));
        return task.end(
                plan,
                CODING.line(
                        "rework-summary",
                        Map.of("remarks", remarks.size(), "files", changed.size())),
                List.of());
    }

    private static String comments(String path, List<Remark> remarks) {
        var mark = path.endsWith(".js") ? "//" : "#";
        var comments = new StringBuilder();
        remarks.stream()
                .filter(remark -> remark.path().equals(path))
                .forEach(remark ->
                        comments.append(
                                CODING.paragraph(
                                        "rework-comment",
                                        Map.of("mark", mark, "remark", remark.body()))));
        return comments.toString();
    }

    /** For a bug what it misses, otherwise the first points of the brief. */
    private static List<String> points(AgentTask task) {
        var brief = task.brief();
        return task.context().type().equals("BUG")
                ? CheckingAgents.expected(task.context().description())
                        .map(List::of)
                        .orElse(List.of(brief.title()))
                : brief.points().stream().limit(POINTS_PER_CHANGE).toList();
    }
}
