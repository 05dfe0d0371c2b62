package dev.agentworks.local.llm.agent;

import dev.agentworks.local.llm.template.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** The agents between scope and code: research, architecture and the tasks to be done. */
final class ShapingAgents {

    private static final Texts RESEARCH = Texts.of("research");
    private static final Texts ARCHITECTURE = Texts.of("architecture");
    private static final Texts TASKS = Texts.of("tasks");

    private static final int MOST_QUESTIONS = 4;
    private static final int MOST_TASKS = 6;

    private ShapingAgents() {}

    static Plan.Step research(AgentTask task) {
        var brief = task.brief();
        var questions =
                brief.points().stream().limit(MOST_QUESTIONS).map(Brief::shortTitle).toList();
        var plan =
                task.read(
                        task.begin(RESEARCH.paragraph("look")), "PRD", RESEARCH.paragraph("read"));
        plan.each(
                RESEARCH.paragraph("search"),
                "search_knowledge",
                questions,
                (it, question) -> it.put("query", question));
        var known = task.context().knowledge();
        plan.step(
                RESEARCH.paragraph("write"),
                "write_document",
                AgentTask.document(
                        "RESEARCH",
                        RESEARCH.line("title", Map.of("title", brief.title())),
                        findings(brief, questions, known)));
        return task.end(
                plan,
                RESEARCH.line(
                        "summary",
                        Map.of(
                                "questions",
                                questions.size(),
                                "product",
                                brief.titleInText(),
                                "known",
                                Math.min(known.size(), questions.size()))),
                List.of(RESEARCH.line("follow-up")));
    }

    private static String findings(Brief brief, List<String> questions, List<String> known) {
        var findings =
                IntStream.range(0, questions.size())
                        .mapToObj(at ->
                                Map.of(
                                        "question",
                                        cell(questions.get(at)),
                                        "answer",
                                        cell(brief.points().get(at)),
                                        "ground",
                                        at < known.size()
                                                ? cell(known.get(at))
                                                : RESEARCH.line("ground-brief"),
                                        "confidence",
                                        at < known.size() ? "high" : "medium"))
                        .toList();
        return RESEARCH.document(
                "document",
                Map.of(
                        "title",
                        brief.title(),
                        "questions",
                        questions,
                        "findings",
                        findings,
                        "alternatives",
                        brief.sentences().stream().limit(3).toList(),
                        "constraints",
                        brief.mentioning("must", "law", "euro", "month", "until", "no ", "only"),
                        "recommendations",
                        questions.stream().limit(2).toList()));
    }

    static Plan.Step architecture(AgentTask task) {
        var brief = task.brief();
        var plan =
                task.read(
                        task.look(ARCHITECTURE.paragraph("look"), "list_documents", "list_files"),
                        "PRD",
                        ARCHITECTURE.paragraph("read"));
        plan.step(
                ARCHITECTURE.paragraph("write"),
                "write_document",
                AgentTask.document(
                        "ARCHITECTURE",
                        ARCHITECTURE.line("title", Map.of("title", brief.title())),
                        architectureOf(brief)));
        if (!task.context().files().contains("README.md")) {
            plan.step(
                    ARCHITECTURE.paragraph("readme-write"),
                    "write_file",
                    it ->
                            it.put("path", "README.md")
                                    .put(
                                            "content",
                                            ARCHITECTURE.paragraph(
                                                    "readme", Map.of("title", brief.title()))));
        }
        return task.end(
                plan,
                ARCHITECTURE.line(
                        "summary",
                        Map.of("points", brief.points().size(), "product", brief.titleInText())),
                List.of(ARCHITECTURE.line("follow-up")));
    }

    private static String architectureOf(Brief brief) {
        var points = brief.points();
        return ARCHITECTURE.document(
                "document",
                Map.of(
                        "title",
                        brief.title(),
                        "drivers",
                        drivers(brief),
                        "parts",
                        points.stream()
                                .map(point ->
                                        Map.of(
                                                "title",
                                                cell(Brief.shortTitle(point)),
                                                "duty",
                                                cell(point),
                                                "path",
                                                ServerCode.path(point)))
                                .toList(),
                        "interfaces",
                        points.stream().limit(4).map(ServerCode::slug).toList(),
                        "security",
                        brief.mentioning("law", "data", "server", "log", "account", "password"),
                        "operation",
                        brief.mentioning(
                                "euro", "month", "volunteer", "no it", "computer", "week")));
    }

    static Plan.Step tasks(AgentTask task) {
        var plan =
                task.read(
                        task.look(TASKS.paragraph("look"), "list_documents", "list_cards"),
                        "ARCHITECTURE",
                        TASKS.paragraph("read"));
        var present =
                task.context().children("TASK").stream().map(TaskContext.Child::title).toList();
        var points =
                task.brief().points().stream()
                        .limit(MOST_TASKS)
                        .filter(point -> !present.contains(taskTitle(point)))
                        .toList();
        plan.each(
                TASKS.paragraph("cards"),
                "create_card",
                points,
                (it, point) -> taskCard(it, point, points.indexOf(point)));
        var created = task.context().createdCards();
        var links = new ArrayList<Plan.PlannedCall>();
        IntStream.range(1, created.size())
                .forEach(at ->
                        links.addAll(
                                plan.calls(
                                        "link_cards",
                                        it ->
                                                it.put("from", created.getFirst())
                                                        .put("to", created.get(at))
                                                        .put("link", "BLOCKS"))));
        plan.step(TASKS.paragraph("links"), links);
        return task.end(
                plan,
                TASKS.line(
                        "summary",
                        Map.of(
                                "tasks",
                                points.size(),
                                "estimate",
                                3 * points.size(),
                                "first",
                                points.isEmpty()
                                        ? TASKS.line("no-task")
                                        : taskTitle(points.getFirst()))),
                List.of());
    }

    private static void taskCard(ObjectNode card, String point, int at) {
        card.put("type", "TASK").put("title", taskTitle(point));
        card.put(
                "description",
                TASKS.line(
                        "card",
                        Map.of(
                                "point",
                                point,
                                "server",
                                ServerCode.path(point),
                                "screen",
                                WebCode.path(point))));
        TASKS.lines("criteria", Map.of("point", Brief.shortTitle(point)))
                .forEach(card.putArray("acceptanceCriteria")::add);
        card.put("priority", at < 2 ? "HIGH" : "MEDIUM").put("estimate", 3);
        card.putArray("labels").add("backend").add("frontend");
    }

    private static String taskTitle(String point) {
        return TASKS.line("title", Map.of("point", Brief.shortTitle(point)));
    }

    private static List<String> drivers(Brief brief) {
        var limits =
                brief.mentioning(
                        "euro", "month", "law", "must", "until", "minutes", "hours", "week", "year",
                        "eighty");
        return limits.isEmpty() ? brief.points().stream().limit(3).toList() : limits;
    }

    /** The text as a cell of a table. */
    static String cell(String text) {
        return text.replace("|", "/").replace("\n", " ");
    }
}
