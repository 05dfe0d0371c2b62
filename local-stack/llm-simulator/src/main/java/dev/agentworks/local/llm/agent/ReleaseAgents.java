package dev.agentworks.local.llm.agent;

import dev.agentworks.local.llm.template.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The agents that bring what was built to people: release and guide. */
final class ReleaseAgents {

    private static final Texts RELEASE = Texts.of("release");
    private static final Texts GUIDE = Texts.of("user-guide");

    private ReleaseAgents() {}

    static Plan.Step releaseNotes(AgentTask task) {
        var brief = task.brief();
        var plan =
                task.read(
                        task.look(RELEASE.paragraph("look"), "list_documents", "list_files"),
                        "TEST_PLAN",
                        RELEASE.paragraph("read"));
        var built = built(task);
        var open =
                task.context().children("BUG").stream().filter(TaskContext.Child::isOpen).toList();
        plan.step(
                RELEASE.paragraph("write"),
                "write_document",
                AgentTask.document(
                        "RELEASE_NOTES",
                        RELEASE.line("title", Map.of("title", brief.title())),
                        RELEASE.document(
                                "document",
                                Map.of(
                                        "title",
                                        brief.title(),
                                        "built",
                                        built,
                                        "limits",
                                        limits(task, open),
                                        "told",
                                        told(brief)))));
        plan.step(
                RELEASE.paragraph("changelog-write"),
                "write_file",
                it ->
                        it.put("path", "CHANGELOG.md")
                                .put(
                                        "content",
                                        RELEASE.document("changelog", Map.of("built", built))));
        return task.end(
                plan,
                RELEASE.line(
                        "summary",
                        Map.of(
                                "product",
                                brief.titleInText(),
                                "built",
                                built.size(),
                                "bugs",
                                open.size())),
                List.of(),
                open.isEmpty() ? "go" : "no go");
    }

    private static List<String> told(Brief brief) {
        return brief
                .mentioning("volunteer", "owner", "committee", "member", "customer", "people")
                .stream()
                .limit(3)
                .toList();
    }

    static Plan.Step userGuide(AgentTask task) {
        var brief = task.brief();
        var built = built(task);
        var plan =
                task.read(
                        task.look(GUIDE.paragraph("look"), "list_documents", "list_files"),
                        "PRD",
                        GUIDE.paragraph("read"));
        plan.step(
                GUIDE.paragraph("write"),
                "write_document",
                AgentTask.document(
                        "USER_GUIDE",
                        GUIDE.line("title", Map.of("title", brief.title())),
                        GUIDE.document(
                                "document",
                                Map.of(
                                        "title",
                                        brief.title(),
                                        "purpose",
                                        brief.sentences().isEmpty()
                                                ? brief.title()
                                                : brief.sentences().getFirst(),
                                        "first",
                                        Brief.shortTitle(brief.points().getFirst()),
                                        "built",
                                        built.stream().map(ReleaseAgents::titled).toList()))));
        return task.end(plan, GUIDE.line("summary", Map.of("built", built.size())), List.of());
    }

    private static Map<String, String> titled(String point) {
        return Map.of("title", Brief.shortTitle(point), "point", point);
    }

    private static List<String> limits(AgentTask task, List<TaskContext.Child> open) {
        var limits = new ArrayList<String>();
        open.forEach(bug ->
                limits.add(RELEASE.line("bug", Map.of("key", bug.key(), "title", bug.title()))));
        var built = built(task);
        task.brief().points().stream()
                .filter(point -> !built.contains(point))
                .map(Brief::shortTitle)
                .forEach(point -> limits.add(RELEASE.line("left-out", Map.of("point", point))));
        return limits.isEmpty() ? List.of(RELEASE.line("no-limit")) : limits;
    }

    /** The points of the brief that have a file; where no files are known, all of them. */
    private static List<String> built(AgentTask task) {
        var files = task.context().files();
        var points = task.brief().points();
        var built =
                points.stream().filter(point -> files.contains(ServerCode.path(point))).toList();
        return built.isEmpty() ? points : built;
    }
}
