package dev.agentworks.local.llm.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The agents that look at what others made: review, tests, causes. */
final class CheckingAgents {

    private static final int FILES_READ = 6;
    private static final int MOST_REMARKS = 3;
    private static final String EXPECTED = "**Expected** ";
    private static final Pattern EXPECTATION = Pattern.compile("(?m)^\\*\\*Expected\\*\\* (.+)$");

    // what a reviewer of these files would stumble over, and what to do about it
    private static final Map<String, String> FINDINGS =
            Map.of(
                    "#byId = new Map()",
                    "should: everything is lost when the process ends, and a repeated id is then done twice. Way out: keep the records in the store of the architecture; until then refuse to start in production.",
                    "await import(",
                    "note: every file of the folder becomes a route as soon as it has a `handle`. Way out: a test that lists the routes.",
                    "request[field] ?? ''",
                    "note: a field of a thousand characters is taken. Way out: refuse more than 200, with a test.",
                    "&& npm test",
                    "should: tests in the image's build make the image depend on the test runner. Way out: run them in the pipeline before, as `deploy/pipeline.sh` does already.",
                    "item.day",
                    "note: the day is shown as it is stored. Way out: show it as the reader writes dates.");

    private static final List<String> CASES =
            List.of(
                    "Given a complete request, when it is sent twice, then it is kept once",
                    "Given two people who want the same day, when both ask, then each sees what was kept",
                    "Given a request without its day, when it is sent, then it is refused with a sentence",
                    "Given a day that is none, when it is sent, then nothing is kept");

    private CheckingAgents() {}

    static Plan.Step review(Work work) {
        var material = work.material();
        var plan =
                work.look(
                        "I look at the branch and the tasks it claims to finish.\n",
                        "list_files",
                        "list_cards");
        var code = code(material);
        plan.each(
                "I read every changed file.\n",
                "read_file",
                code,
                (it, path) -> it.put("path", path));
        var findings = findings(material.lines());
        plan.each(
                "What I found goes beside the lines.\n",
                "add_comment",
                findings,
                (it, finding) ->
                        it.put("body", finding.body() + " (simulated)")
                                .put("file", finding.line().path())
                                .put("line", finding.line().number()));
        var verdict = code.isEmpty() ? "request changes" : "approve";
        plan.step(
                "And the criteria, each with what proves it.\n",
                "add_comment",
                it -> it.put("body", criteria(work, material.files())));
        return work.end(
                plan,
                code.isEmpty()
                        ? "There is no code on the branch to review."
                        : "Read %d files, %d findings, none that must stop it. Look at %s first."
                                .formatted(
                                        code.size(),
                                        findings.size(),
                                        findings.isEmpty()
                                                ? code.getFirst()
                                                : findings.getFirst().line().path()),
                findings.stream()
                        .map(it -> it.line().path() + ": " + it.body().split("\\. Way out")[0])
                        .toList(),
                verdict);
    }

    static Plan.Step testPlan(Work work) {
        var subject = work.subject();
        var material = work.material();
        var plan =
                work.read(
                        work.look(
                                "I look at what was promised and what was built.\n",
                                "list_documents",
                                "list_cards",
                                "list_files"),
                        "PRD",
                        "I read the requirements.\n");
        var document =
                new Markdown()
                        .title("Test plan: " + subject.title())
                        .heading("Scope")
                        .paragraph(
                                "Every wish of the brief, in the words of its acceptance criteria; not tested: looks, and speed under load.")
                        .heading("Test cases")
                        .tableHead("Id", "Requirement", "Given, when, then", "Kind", "Test");
        var number = 1;
        for (var point : subject.points()) {
            var test = ServerCode.testPath(point);
            document.row(
                    "T%02d".formatted(number++),
                    ShapingAgents.cell(Subject.inShort(point)),
                    CASES.get((number - 2) % CASES.size()),
                    "unit",
                    material.files().contains(test) ? "`" + test + "`" : "none");
        }
        document.end()
                .heading("Edges")
                .list(
                        List.of(
                                "Empty and wrong: a request without its day, a day that is none.",
                                "Twice and at once: the same id from two phones.",
                                "Late: a request for a day that is over. No case yet."))
                .heading("Data and environments")
                .paragraph("Two people, one thing both want, one day; no outside system.")
                .heading("Exit")
                .list(List.of("All cases above pass; no open bug of priority HIGH."));
        plan.step(
                "The plan.\n",
                "write_document",
                Work.document("TEST_PLAN", "Test plan: " + subject.title(), document));
        var missing = missing(work);
        plan.each(
                "What was promised and is nowhere to be found becomes a bug.\n",
                "create_card",
                missing,
                CheckingAgents::bug);
        return work.end(
                plan,
                "Planned %d cases; found %d wishes that nothing in the repository does. No test was run: the simulator cannot run programs."
                        .formatted(subject.points().size(), missing.size()),
                missing.stream().map(it -> "Not built: " + Subject.inShort(it)).toList(),
                missing.isEmpty() ? "ready" : "not ready");
    }

    static Plan.Step cause(Work work) {
        var material = work.material();
        var plan = work.look("I collect what is known.\n", "list_files", "list_cards");
        var code =
                code(material).stream()
                        .filter(it -> it.startsWith("server/src/"))
                        .limit(2)
                        .toList();
        plan.each(
                "I follow the path of the fault.\n",
                "read_file",
                code,
                (it, path) -> it.put("path", path));
        var wish = expected(material.description()).orElse(work.subject().title());
        var built = material.files().contains(ServerCode.path(wish));
        var place =
                material.lines().stream().filter(it -> it.text().contains("handle(")).findFirst();
        plan.step(
                "The cause, with where it lies.\n",
                "add_comment",
                it -> {
                    it.put(
                            "body",
                            "**Cause** %s\n\n**Evidence** `%s` %s; requests are served from the files of `server/src` alone.\n\n**Confidence** high, unless another branch holds it.\n\n**Smallest fix** that module, with a test that fails before it.\n\n_Simulated._"
                                    .formatted(
                                            built
                                                    ? "The rule is there; its caller does not use it."
                                                    : "Nothing was built for: "
                                                            + Subject.inShort(wish)
                                                            + ".",
                                            ServerCode.path(wish),
                                            built ? "is there" : "is not there"));
                    place.ifPresent(line -> it.put("file", line.path()).put("line", line.number()));
                });
        return work.end(
                plan,
                built
                        ? "The rule exists; the fault lies with its caller."
                        : "There is no code for this wish; that is the whole cause.",
                List.of("Build " + ServerCode.path(wish)),
                "cause found");
    }

    /** What a bug's description says should happen. */
    static Optional<String> expected(String description) {
        return EXPECTATION
                .matcher(description)
                .results()
                .map(it -> it.group(1).strip())
                .findFirst();
    }

    private record Finding(Material.Line line, String body) {}

    private static List<Finding> findings(List<Material.Line> lines) {
        var findings = new ArrayList<Finding>();
        for (var line : lines) {
            var said = findings.stream().map(Finding::body).toList();
            FINDINGS.entrySet().stream()
                    .filter(known ->
                            line.text().contains(known.getKey())
                                    && !said.contains(known.getValue()))
                    .findFirst()
                    .ifPresent(known -> findings.add(new Finding(line, known.getValue())));
        }
        return findings.stream().limit(MOST_REMARKS).toList();
    }

    private static String criteria(Work work, List<String> files) {
        var table = new Markdown().tableHead("Wish", "Proof");
        for (var point : work.subject().points()) {
            var test = ServerCode.testPath(point);
            table.row(
                    ShapingAgents.cell(Subject.inShort(point)),
                    files.contains(test) ? "`" + test + "`" : "no test");
        }
        return table.end().marked();
    }

    // wishes without a file; bugs that are open already are not reported again
    private static List<String> missing(Work work) {
        var material = work.material();
        var reported = material.children("BUG").stream().map(Material.Child::title).toList();
        return material.files().isEmpty()
                ? List.of()
                : work.subject().points().stream()
                        .filter(point -> !material.files().contains(ServerCode.path(point)))
                        .filter(point -> !reported.contains(bugTitle(point)))
                        .limit(2)
                        .toList();
    }

    private static void bug(ObjectNode card, String point) {
        card.put("type", "BUG").put("title", bugTitle(point));
        card.put(
                "description",
                "**Steps to reproduce**\n\n1. Start the server of the card's branch.\n2. Send `POST /%s` with a complete request.\n3. Look at the answer.\n\n%s%s\n\n**Actual** 404, \"There is nothing here.\": `%s` does not exist.\n\n**Why it matters** It was promised in the brief.\n\n_Simulated: found by the LLM simulator._"
                        .formatted(
                                ServerCode.slug(point),
                                EXPECTED,
                                point.replaceAll("\\s+", " "),
                                ServerCode.path(point)));
        card.putArray("acceptanceCriteria")
                .add("A request for it is kept, with a test: " + Subject.inShort(point));
        card.put("priority", "HIGH").put("estimate", 2);
    }

    private static String bugTitle(String point) {
        return "Nothing happens: " + Subject.inShort(point);
    }

    private static List<String> code(Material material) {
        return Stream.of("server/src/", "web/src/", "deploy/")
                .flatMap(folder ->
                        material.files().stream()
                                .filter(it -> it.startsWith(folder))
                                .sorted()
                                .limit(FILES_READ / 2))
                .toList();
    }
}
