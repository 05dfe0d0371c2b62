package dev.agentworks.local.llm.agent;

import dev.agentworks.local.llm.template.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The agents that check the work of others: review, tests, causes of bugs. */
final class CheckingAgents {

    private static final Texts REVIEW = Texts.of("review");
    private static final Texts TEST_PLAN = Texts.of("test-plan");
    private static final Texts TROUBLESHOOTING = Texts.of("troubleshooting");

    private static final int FILES_READ = 6;
    private static final int MOST_REMARKS = 3;
    private static final Pattern EXPECTATION = Pattern.compile("(?m)^\\*\\*Expected\\*\\* (.+)$");

    /** What the simulated reviewer objects to in the code of the simulated developers. */
    private static final List<KnownProblem> KNOWN_PROBLEMS =
            List.of(
                    new KnownProblem("#byId = new Map()", "finding-memory"),
                    new KnownProblem("await import(", "finding-routes"),
                    new KnownProblem("request[field] ?? ''", "finding-length"),
                    new KnownProblem("&& npm test", "finding-tests-in-image"),
                    new KnownProblem("item.day", "finding-day"));

    private CheckingAgents() {}

    private record KnownProblem(String code, String text) {

        String finding() {
            return REVIEW.line(text);
        }
    }

    private record Finding(TaskContext.Line line, String body) {}

    static Plan.Step review(AgentTask task) {
        var context = task.context();
        var plan = task.look(REVIEW.paragraph("look"), "list_files", "list_cards");
        var code = code(context);
        plan.each(REVIEW.paragraph("read"), "read_file", code, (it, path) -> it.put("path", path));
        var findings = findings(context.lines());
        plan.each(
                REVIEW.paragraph("remarks"),
                "add_comment",
                findings,
                (it, finding) ->
                        it.put("body", REVIEW.line("remark", Map.of("finding", finding.body())))
                                .put("file", finding.line().path())
                                .put("line", finding.line().number()));
        plan.step(
                REVIEW.paragraph("criteria-write"),
                "add_comment",
                it -> it.put("body", criteria(task, context.files())));
        return task.end(
                plan,
                reviewSummary(code, findings),
                findings.stream()
                        .map(it -> it.line().path() + ": " + it.body().split("\\. Way out")[0])
                        .toList(),
                code.isEmpty() ? "request changes" : "approve");
    }

    private static String reviewSummary(List<String> code, List<Finding> findings) {
        if (code.isEmpty()) {
            return REVIEW.line("summary-without-code");
        }
        var first = findings.isEmpty() ? code.getFirst() : findings.getFirst().line().path();
        return REVIEW.line(
                "summary",
                Map.of("files", code.size(), "findings", findings.size(), "first", first));
    }

    static Plan.Step testPlan(AgentTask task) {
        var brief = task.brief();
        var plan =
                task.read(
                        task.look(
                                TEST_PLAN.paragraph("look"),
                                "list_documents",
                                "list_cards",
                                "list_files"),
                        "PRD",
                        TEST_PLAN.paragraph("read"));
        plan.step(
                TEST_PLAN.paragraph("write"),
                "write_document",
                AgentTask.document(
                        "TEST_PLAN",
                        TEST_PLAN.line("title", Map.of("title", brief.title())),
                        TEST_PLAN.document(
                                "document", Map.of("title", brief.title(), "cases", cases(task)))));
        var missing = missing(task);
        plan.each(TEST_PLAN.paragraph("bugs"), "create_card", missing, CheckingAgents::bugCard);
        return task.end(
                plan,
                TEST_PLAN.line(
                        "summary",
                        Map.of("points", brief.points().size(), "missing", missing.size())),
                missing.stream()
                        .map(it ->
                                TEST_PLAN.line("follow-up", Map.of("point", Brief.shortTitle(it))))
                        .toList(),
                missing.isEmpty() ? "ready" : "not ready");
    }

    private static List<Map<String, String>> cases(AgentTask task) {
        var points = task.brief().points();
        var texts = TEST_PLAN.lines("cases");
        return IntStream.range(0, points.size())
                .mapToObj(at -> {
                    var test = ServerCode.testPath(points.get(at));
                    return Map.of(
                            "number",
                            "%02d".formatted(at + 1),
                            "requirement",
                            ShapingAgents.cell(Brief.shortTitle(points.get(at))),
                            "text",
                            texts.get(at % texts.size()),
                            "test",
                            task.context().files().contains(test) ? "`" + test + "`" : "none");
                })
                .toList();
    }

    static Plan.Step cause(AgentTask task) {
        var context = task.context();
        var plan = task.look(TROUBLESHOOTING.paragraph("look"), "list_files", "list_cards");
        var code =
                code(context).stream().filter(it -> it.startsWith("server/src/")).limit(2).toList();
        plan.each(
                TROUBLESHOOTING.paragraph("read"),
                "read_file",
                code,
                (it, path) -> it.put("path", path));
        var point = expected(context.description()).orElse(task.brief().title());
        var path = ServerCode.path(point);
        var built = context.files().contains(path);
        var place =
                context.lines().stream().filter(it -> it.text().contains("handle(")).findFirst();
        plan.step(
                TROUBLESHOOTING.paragraph("write"),
                "add_comment",
                it -> {
                    it.put("body", causeOf(point, path, built));
                    place.ifPresent(line -> it.put("file", line.path()).put("line", line.number()));
                });
        return task.end(
                plan,
                TROUBLESHOOTING.line(built ? "summary-in-caller" : "summary-not-built"),
                List.of(TROUBLESHOOTING.line("follow-up", Map.of("path", path))),
                "cause found");
    }

    private static String causeOf(String point, String path, boolean built) {
        var cause =
                built
                        ? TROUBLESHOOTING.line("cause-in-caller")
                        : TROUBLESHOOTING.line(
                                "cause-not-built", Map.of("point", Brief.shortTitle(point)));
        var state = TROUBLESHOOTING.line(built ? "present" : "absent");
        return TROUBLESHOOTING.line(
                "comment", Map.of("cause", cause, "path", path, "state", state));
    }

    /** What should happen, according to a bug's description. */
    static Optional<String> expected(String description) {
        return EXPECTATION
                .matcher(description)
                .results()
                .map(it -> it.group(1).strip())
                .findFirst();
    }

    private static List<Finding> findings(List<TaskContext.Line> lines) {
        var findings = new ArrayList<Finding>();
        for (var line : lines) {
            var reported = findings.stream().map(Finding::body).toList();
            KNOWN_PROBLEMS.stream()
                    .filter(problem -> line.text().contains(problem.code()))
                    .map(KnownProblem::finding)
                    .filter(finding -> !reported.contains(finding))
                    .findFirst()
                    .ifPresent(finding -> findings.add(new Finding(line, finding)));
        }
        return findings.stream().limit(MOST_REMARKS).toList();
    }

    private static String criteria(AgentTask task, List<String> files) {
        var rows =
                task.brief().points().stream()
                        .map(point -> {
                            var test = ServerCode.testPath(point);
                            return Map.of(
                                    "wish",
                                    ShapingAgents.cell(Brief.shortTitle(point)),
                                    "proof",
                                    files.contains(test)
                                            ? "`" + test + "`"
                                            : REVIEW.line("no-test"));
                        })
                        .toList();
        return AgentTask.marked(REVIEW.document("criteria", Map.of("rows", rows)));
    }

    // points of the brief without a file; a bug that is open is not reported again
    private static List<String> missing(AgentTask task) {
        var context = task.context();
        var reported = context.children("BUG").stream().map(TaskContext.Child::title).toList();
        return context.files().isEmpty()
                ? List.of()
                : task.brief().points().stream()
                        .filter(point -> !context.files().contains(ServerCode.path(point)))
                        .filter(point -> !reported.contains(bugTitle(point)))
                        .limit(2)
                        .toList();
    }

    private static void bugCard(ObjectNode card, String point) {
        var shortTitle = Brief.shortTitle(point);
        card.put("type", "BUG").put("title", bugTitle(point));
        card.put(
                "description",
                TEST_PLAN.line(
                        "bug",
                        Map.of(
                                "route",
                                ServerCode.slug(point),
                                "point",
                                point.replaceAll("\\s+", " "),
                                "path",
                                ServerCode.path(point))));
        card.putArray("acceptanceCriteria")
                .add(TEST_PLAN.line("bug-criterion", Map.of("point", shortTitle)));
        card.put("priority", "HIGH").put("estimate", 2);
    }

    private static String bugTitle(String point) {
        return TEST_PLAN.line("bug-title", Map.of("point", Brief.shortTitle(point)));
    }

    private static List<String> code(TaskContext context) {
        return Stream.of("server/src/", "web/src/", "deploy/")
                .flatMap(folder ->
                        context.files().stream()
                                .filter(it -> it.startsWith(folder))
                                .sorted()
                                .limit(FILES_READ / 2))
                .toList();
    }
}
