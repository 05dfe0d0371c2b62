package dev.agentworks.local.llm.agent;

import dev.agentworks.local.llm.template.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The agents of the first two lanes: from a brief to a blueprint, requirements and features. */
final class PlanningAgents {

    private static final Texts COPILOT = Texts.of("copilot");
    private static final Texts SECTIONS = Texts.of("blueprint-sections");
    private static final Texts REQUIREMENTS = Texts.of("requirements");
    private static final Texts SCOPE = Texts.of("scope");

    private static final int MOST_FEATURES = 6;
    private static final Pattern CHOSEN = Pattern.compile("(?s)chose \"([^\"]+)\"");
    // a brief shorter than this leaves open who the product is for
    private static final int SHORT_BRIEF = 200;

    private PlanningAgents() {}

    static Plan.Step copilot(AgentTask task) {
        var brief = task.brief();
        var named = Map.of("title", brief.title());
        var questions = questions(brief);
        var plan = task.begin(COPILOT.paragraph("look"));
        if (task.context().description().length() < SHORT_BRIEF) {
            plan.step(
                    COPILOT.paragraph("ask"),
                    "ask_human",
                    it -> {
                        it.put("question", COPILOT.line("question", named));
                        COPILOT.lines("choices").forEach(it.putArray("choices")::add);
                        it.put("deadlineMinutes", 60);
                    });
        }
        plan.step(
                        COPILOT.paragraph("write", Map.of("product", brief.titleInText())),
                        "write_document",
                        AgentTask.document(
                                "BLUEPRINT",
                                COPILOT.line("title", named),
                                blueprint(task, questions)))
                .step(
                        COPILOT.paragraph("comment"),
                        "add_comment",
                        it ->
                                it.put(
                                        "body",
                                        COPILOT.line(
                                                "questions",
                                                Map.of(
                                                        "questions",
                                                        "- " + String.join("\n- ", questions)))));
        return task.end(
                plan,
                COPILOT.line(
                        "summary",
                        Map.of(
                                "product",
                                brief.titleInText(),
                                "points",
                                brief.points().size(),
                                "questions",
                                questions.size())),
                questions);
    }

    private static String blueprint(AgentTask task, List<String> questions) {
        var brief = task.brief();
        var named = Map.of("title", brief.title());
        return COPILOT.document(
                "blueprint",
                Map.of(
                        "title",
                        brief.title(),
                        "vision",
                        first(brief.sentences(), COPILOT.line("vision-without-sentences", named)),
                        "product",
                        brief.titleInText(),
                        "situation",
                        brief.sentences().stream().limit(5).toList(),
                        "points",
                        brief.points(),
                        "users",
                        users(brief),
                        "answers",
                        task.context()
                                .exchanges("ask_human")
                                .map(it -> chosen(it.answer()))
                                .toList(),
                        "limits",
                        brief.mentioning(
                                "month", "euro", "week", "law", "must", "no ", "only", "until"),
                        "checks",
                        brief.points().stream().limit(4).toList(),
                        "questions",
                        questions));
    }

    static Plan.Step strategy(AgentTask task) {
        var brief = task.brief();
        return section(
                task,
                "strategy",
                Map.of(
                        "product",
                        brief.titleInText(),
                        "points",
                        brief.points().stream().limit(3).toList(),
                        "limits",
                        brief.mentioning("euro", "month", "pay", "week", "start")));
    }

    static Plan.Step storyboard(AgentTask task) {
        var points = task.brief().points().stream().limit(5).toList();
        var journeys =
                IntStream.range(0, points.size())
                        .mapToObj(at ->
                                Map.of(
                                        "number",
                                        at + 1,
                                        "title",
                                        Brief.shortTitle(points.get(at)),
                                        "point",
                                        points.get(at)))
                        .toList();
        return section(task, "storyboard", Map.of("journeys", journeys));
    }

    private static Plan.Step section(AgentTask task, String name, Map<String, ?> values) {
        var heading = SECTIONS.line(name + "-heading");
        var plan =
                task.read(
                        task.begin(SECTIONS.paragraph("look")),
                        "BLUEPRINT",
                        SECTIONS.paragraph("read"));
        var title = COPILOT.line("title", Map.of("title", task.brief().title()));
        plan.step(
                SECTIONS.paragraph(name + "-write"),
                "write_document",
                AgentTask.section(
                        "BLUEPRINT",
                        task.titleOf("BLUEPRINT", title),
                        heading,
                        SECTIONS.document(name, values)));
        return task.end(plan, SECTIONS.line("summary", Map.of("heading", heading)), List.of());
    }

    static Plan.Step requirements(AgentTask task) {
        var brief = task.brief();
        var plan =
                task.read(
                        task.begin(REQUIREMENTS.paragraph("look")),
                        "BLUEPRINT",
                        REQUIREMENTS.paragraph("read"));
        plan.step(
                REQUIREMENTS.paragraph("write"),
                "write_document",
                AgentTask.document(
                        "PRD",
                        REQUIREMENTS.line("title", Map.of("title", brief.title())),
                        requirementsOf(brief)));
        return task.end(
                plan,
                REQUIREMENTS.line(
                        "summary",
                        Map.of("points", brief.points().size(), "product", brief.titleInText())),
                List.of());
    }

    private static String requirementsOf(Brief brief) {
        var points = brief.points();
        return REQUIREMENTS.document(
                "document",
                Map.of(
                        "title",
                        brief.title(),
                        "goal",
                        first(brief.sentences(), brief.title()),
                        "measures",
                        points.stream().limit(3).map(Brief::shortTitle).toList(),
                        "users",
                        users(brief),
                        "requirements",
                        IntStream.range(0, points.size())
                                .mapToObj(at ->
                                        Map.of(
                                                "number",
                                                at + 1,
                                                "point",
                                                points.get(at).replace("|", "/"),
                                                "priority",
                                                at < 3 ? "must" : "should"))
                                .toList(),
                        "limits",
                        brief.mentioning("law", "must", "euro", "month", "until", "only", "no "),
                        "questions",
                        questions(brief)));
    }

    static Plan.Step scope(AgentTask task) {
        var brief = task.brief();
        var features = brief.points().stream().limit(MOST_FEATURES).toList();
        var later = brief.points().stream().skip(MOST_FEATURES).toList();
        var plan = task.read(task.begin(SCOPE.paragraph("look")), "PRD", SCOPE.paragraph("read"));
        plan.step(
                SCOPE.paragraph("write"),
                "write_document",
                AgentTask.document(
                        "MVP",
                        SCOPE.line("title", Map.of("title", brief.title())),
                        SCOPE.document(
                                "document",
                                Map.of(
                                        "title",
                                        brief.title(),
                                        "promise",
                                        first(features, brief.title()),
                                        "features",
                                        features,
                                        "later",
                                        later,
                                        "checks",
                                        features.stream().map(Brief::shortTitle).toList()))));
        plan.each(
                SCOPE.paragraph("cards"),
                "create_card",
                features,
                (it, feature) -> {
                    it.put("type", "FEATURE").put("title", Brief.shortTitle(feature));
                    it.put("description", SCOPE.line("card", Map.of("feature", feature)));
                    SCOPE.lines("criteria", Map.of("feature", Brief.shortTitle(feature)))
                            .forEach(it.putArray("acceptanceCriteria")::add);
                    it.put("priority", features.indexOf(feature) < 2 ? "HIGH" : "MEDIUM");
                });
        var created = task.context().createdCards();
        if (created.size() > 1) {
            plan.step(
                    SCOPE.paragraph("link"),
                    "link_cards",
                    it ->
                            it.put("from", created.getFirst())
                                    .put("to", created.get(1))
                                    .put("link", "BLOCKS"));
        }
        return task.end(
                plan,
                SCOPE.line(
                        "summary",
                        Map.of("product", brief.titleInText(), "features", features.size())),
                later);
    }

    private static List<String> users(Brief brief) {
        return brief.mentioning(
                "want",
                "member",
                "patient",
                "customer",
                "team",
                "user",
                "owner",
                "people",
                "each ");
    }

    private static List<String> questions(Brief brief) {
        var questions = new ArrayList<String>();
        brief.points().stream()
                .limit(2)
                .map(Brief::shortTitle)
                .forEach(point ->
                        questions.add(COPILOT.line("question-failure", Map.of("point", point))));
        if (brief.mentioning("euro", "pay", "budget", "month").isEmpty()) {
            questions.add(COPILOT.line("question-cost"));
        }
        if (brief.mentioning("week", "start", "until", "date").isEmpty()) {
            questions.add(COPILOT.line("question-date"));
        }
        questions.add(COPILOT.line("question-conflict"));
        return questions;
    }

    // the person's choice or words, out of the sentence that reports them
    private static String chosen(String answer) {
        var chosen = CHOSEN.matcher(answer);
        return chosen.find() ? chosen.group(1) : answer.strip();
    }

    private static String first(List<String> sentences, String otherwise) {
        return sentences.isEmpty() ? otherwise : sentences.getFirst();
    }
}
