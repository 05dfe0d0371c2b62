package dev.agentworks.local.llm.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** The agents between scope and code: research, architecture and the tasks to be done. */
final class ShapingAgents {

    private static final int MOST_QUESTIONS = 4;
    private static final int MOST_TASKS = 6;

    private ShapingAgents() {}

    static Plan.Step research(Work work) {
        var subject = work.subject();
        var questions =
                subject.points().stream().limit(MOST_QUESTIONS).map(Subject::inShort).toList();
        var plan =
                work.read(
                        work.begin("I look at what the project holds.\n"),
                        "PRD",
                        "I read the requirements before I ask anything.\n");
        plan.each(
                "I ask the project's own knowledge first.\n",
                "search_knowledge",
                questions,
                (it, question) -> it.put("query", question));
        var known = work.material().knowledge();
        var document =
                new Markdown()
                        .title("Research: " + subject.title())
                        .heading("Questions")
                        .list(
                                questions.stream()
                                        .map(it ->
                                                "**%s?** What is built first hangs on it."
                                                        .formatted(it))
                                        .toList())
                        .heading("Findings")
                        .tableHead("Question", "Answer", "Ground", "Confidence");
        for (int at = 0; at < questions.size(); at++) {
            document.row(
                    cell(questions.get(at)),
                    cell(subject.points().get(at)),
                    at < known.size() ? cell(known.get(at)) : "the brief",
                    at < known.size() ? "high" : "medium");
        }
        document.end()
                .chapter(
                        "Alternatives people use today",
                        subject.sentences().stream()
                                .limit(3)
                                .map(it -> "As it is now: " + it)
                                .toList())
                .chapter(
                        "Constraints",
                        subject.about("must", "law", "euro", "month", "until", "no ", "only"))
                .heading("Recommendations")
                .list(
                        questions.stream()
                                .limit(2)
                                .map(it -> "Show this to three people before it is built: " + it)
                                .toList())
                .heading("To be checked")
                .list(
                        List.of(
                                "Prices and habits of comparable offers: there is no network here and none are invented.",
                                "Whether the limits above hold for everybody concerned: ask the one who wrote the brief."));
        plan.step(
                "Now the findings.\n",
                "write_document",
                Work.document("RESEARCH", "Research: " + subject.title(), document));
        return work.end(
                plan,
                "Answered %d questions about %s, %d of them from the project's own documents."
                        .formatted(
                                questions.size(),
                                subject.titleInText(),
                                Math.min(known.size(), questions.size())),
                List.of("Check prices of comparable offers"));
    }

    static Plan.Step architecture(Work work) {
        var subject = work.subject();
        var points = subject.points();
        var document =
                new Markdown()
                        .title("Architecture: " + subject.title())
                        .chapter("Drivers", drivers(subject))
                        .heading("Overview")
                        .paragraph(
                                "```mermaid\nflowchart LR\n  phone[Web pages] --> server[Server]\n  server --> store[(Records)]\n  server --> queue[Messages that go out later]\n```")
                        .paragraph(
                                "One server holds every rule and every record; the pages draw what it says. What goes out later waits in a queue, so that nothing is sent twice or lost.")
                        .heading("Parts")
                        .tableHead("Part", "Duty", "Where");
        points.forEach(point ->
                document.row(
                        cell(Subject.inShort(point)),
                        cell(point),
                        "`" + ServerCode.path(point) + "`"));
        document.end()
                .heading("Data")
                .list(
                        List.of(
                                "**Record**: id (given by the caller), kind, who, day; never changed, only followed by another.",
                                "Kept as long as the brief asks for, otherwise two years (*Assumption:* the usual term for complaints)."))
                .heading("Interfaces")
                .list(
                        points.stream()
                                .limit(4)
                                .map(it ->
                                        "`POST /%s` {id, who, day}: 200 with the record, 400 with a sentence; the same id twice is done once."
                                                .formatted(ServerCode.slug(it)))
                                .toList())
                .chapter(
                        "Security and privacy",
                        subject.about("law", "data", "server", "log", "account", "password"))
                .chapter(
                        "Running it",
                        subject.about("euro", "month", "volunteer", "no it", "computer", "week"))
                .heading("Decisions")
                .tableHead("Question", "Choice", "Rejected", "What would reverse it")
                .row(
                        "How many services",
                        "one",
                        "a service for each wish",
                        "two teams that wait for each other")
                .row(
                        "Rules in the browser",
                        "none",
                        "twice, there and on the server",
                        "use without a network")
                .end()
                .heading("Risks and open questions")
                .list(
                        List.of(
                                "Records are lost with the disk until the backup runs: first task of operations.",
                                "Nobody has said how many people use it at once. *Assumption:* fewer than fifty."));
        var plan =
                work.read(
                        work.look(
                                "I look at what the project holds.\n",
                                "list_documents",
                                "list_files"),
                        "PRD",
                        "I read what was decided before.\n");
        plan.step(
                "Now the architecture.\n",
                "write_document",
                Work.document("ARCHITECTURE", "Architecture: " + subject.title(), document));
        if (!work.material().files().contains("README.md")) {
            plan.step(
                    "The repository gets a first page that says where things are.\n",
                    "write_file",
                    it -> it.put("path", "README.md").put("content", readme(subject)));
        }
        return work.end(
                plan,
                "One server, pages that draw what it says, and %d parts for %s."
                        .formatted(points.size(), subject.titleInText()),
                List.of("Question the decision for one service"));
    }

    static Plan.Step tasks(Work work) {
        var subject = work.subject();
        var plan =
                work.read(
                        work.look("I look at what was decided.\n", "list_documents", "list_cards"),
                        "ARCHITECTURE",
                        "I read the architecture.\n");
        var there = work.material().children("TASK").stream().map(Material.Child::title).toList();
        var points =
                subject.points().stream()
                        .limit(MOST_TASKS)
                        .filter(point -> !there.contains(taskTitle(point)))
                        .toList();
        plan.each(
                "I cut the work into tasks that can be finished in days.\n",
                "create_card",
                points,
                (it, point) -> task(it, point, points.indexOf(point)));
        var made = work.material().madeCards();
        var links = new ArrayList<Plan.Wish>();
        IntStream.range(1, made.size())
                .forEach(at ->
                        links.addAll(
                                plan.wishes(
                                        "link_cards",
                                        it ->
                                                it.put("from", made.getFirst())
                                                        .put("to", made.get(at))
                                                        .put("link", "BLOCKS"))));
        plan.step("The first task carries the others.\n", links);
        return work.end(
                plan,
                "Planned %d tasks of %d points; \"%s\" comes first."
                        .formatted(
                                points.size(),
                                3 * points.size(),
                                points.isEmpty() ? "none" : taskTitle(points.getFirst())),
                List.of());
    }

    private static void task(ObjectNode card, String point, int at) {
        card.put("type", "TASK").put("title", taskTitle(point));
        card.put(
                "description",
                "**What** %s\n\n**Where** `%s` and its screen `%s`\n\n**Watch** the same request twice, and a request without its day.\n\n_Simulated: planned by the LLM simulator._"
                        .formatted(point, ServerCode.path(point), WebCode.path(point)));
        card.putArray("acceptanceCriteria")
                .add(
                        "Given a complete request, when it is sent, then it is kept: "
                                + Subject.inShort(point))
                .add("Given the same request twice, when both arrive, then it is done once")
                .add(
                        "Given a request without its day, when it is sent, then it is refused with a sentence");
        card.put("priority", at < 2 ? "HIGH" : "MEDIUM").put("estimate", 3);
        card.putArray("labels").add("backend").add("frontend");
    }

    private static String taskTitle(String point) {
        return "Build: " + Subject.inShort(point);
    }

    private static List<String> drivers(Subject subject) {
        var limits =
                subject.about(
                        "euro", "month", "law", "must", "until", "minutes", "hours", "week", "year",
                        "eighty");
        return limits.isEmpty() ? subject.points().stream().limit(3).toList() : limits;
    }

    private static String readme(Subject subject) {
        return """
        # %s

        `server/` holds the rules and the records, `web/` the pages that draw them, `deploy/` what makes them run.

            npm test --prefix server && npm test --prefix web
            PORT=8080 node server/src/main.js

        _Simulated: written by the LLM simulator._
        """
                .formatted(subject.title());
    }

    static String cell(String text) {
        return text.replace("|", "/").replace("\n", " ");
    }
}
