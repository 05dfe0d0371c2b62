package dev.agentworks.local.llm.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The agents of the first two lanes: from a brief to a blueprint, requirements and features. */
final class PlanningAgents {

    private static final int MOST_FEATURES = 6;
    private static final Pattern CHOSEN = Pattern.compile("(?s)chose \"([^\"]+)\"");
    // a brief shorter than this leaves open who the product is for
    private static final int THIN = 200;

    private PlanningAgents() {}

    static Plan.Step copilot(Work work) {
        var subject = work.subject();
        var thin = work.material().description().length() < THIN;
        var answered = work.material().exchanges("ask_human").map(it -> told(it.answer())).toList();
        var blueprint =
                new Markdown()
                        .title("Blueprint: " + subject.title())
                        .heading("Vision")
                        .paragraph(
                                first(
                                        subject.sentences(),
                                        "What is wanted: " + subject.title() + "."))
                        .paragraph(
                                "In one sentence: "
                                        + subject.titleInText()
                                        + ", so that the work behind it stops being done by hand.")
                        .chapter(
                                "The situation today",
                                subject.sentences().stream().limit(5).toList())
                        .chapter("What it must do", subject.points())
                        .chapter("Who it is for", users(subject))
                        .chapter(
                                "What the person answered",
                                answered.stream().map(it -> "First users: " + it).toList())
                        .chapter(
                                "Limits",
                                subject.about(
                                        "month", "euro", "week", "law", "must", "no ", "only",
                                        "until"))
                        .heading("How we will know that it works")
                        .list(
                                subject.points().stream()
                                        .limit(4)
                                        .map(point -> "A person can see for themselves: " + point)
                                        .toList())
                        .chapter("Open questions", questions(subject));
        var plan =
                work.begin(
                        "I read the brief on the card and look at what the project already holds.\n");
        if (thin) {
            plan.step(
                    "The brief is short: before I write, I ask the one thing that changes the product.\n",
                    "ask_human",
                    it -> {
                        it.put(
                                "question",
                                "Who is to use \"%s\" first? Without an answer I assume people in private."
                                        .formatted(subject.title()));
                        it.putArray("choices")
                                .add("People in private")
                                .add("A club or a team among themselves")
                                .add("A firm with its customers");
                        it.put("deadlineMinutes", 60);
                    });
        }
        plan.step(
                        "The brief speaks of %s. I write the blueprint from it, point by point.\n"
                                .formatted(subject.titleInText()),
                        "write_document",
                        Work.document("BLUEPRINT", "Blueprint: " + subject.title(), blueprint))
                .step(
                        "Some things only the person can answer; I ask them on the card.\n",
                        "add_comment",
                        it ->
                                it.put(
                                        "body",
                                        "Questions before the blueprint is approved (simulated):\n\n- "
                                                + String.join("\n- ", questions(subject))));
        return work.end(
                plan,
                "Drafted the blueprint for %s from the brief's %d wishes and left %d questions for the person."
                        .formatted(
                                subject.titleInText(),
                                subject.points().size(),
                                questions(subject).size()),
                questions(subject));
    }

    static Plan.Step strategy(Work work) {
        var subject = work.subject();
        var section =
                new Markdown()
                        .paragraph(
                                "Where %s wins, and what it leaves to others."
                                        .formatted(subject.titleInText()))
                        .list(
                                subject.points().stream()
                                        .limit(3)
                                        .map(point -> "**Win first on:** " + point)
                                        .toList())
                        .paragraph(
                                "**Order of work.** One group of people first, for whom every wish above holds; more after they stay.")
                        .list(
                                subject.about("euro", "month", "pay", "week", "start").stream()
                                        .map(it -> "**Money and time:** " + it)
                                        .toList())
                        .paragraph(
                                "**Main risk.** People keep their old way beside the new one; the first release must be better on the day it starts.");
        return section(
                work, "Strategy", "I add where this should win and in which order.\n", section);
    }

    static Plan.Step storyboard(Work work) {
        var subject = work.subject();
        var section = new Markdown();
        var number = 1;
        for (var point : subject.points().stream().limit(5).toList()) {
            section.paragraph("**Journey %d: %s**".formatted(number++, Subject.inShort(point)))
                    .list(
                            List.of(
                                    "The person opens the screen and sees what matters now.",
                                    "They do it: " + point,
                                    "The screen confirms it in one sentence and says what happens next."));
        }
        section.paragraph(
                "**Screens:** a start screen, one screen for each journey above, and a page of settings.");
        return section(
                work,
                "User journeys and screens",
                "I turn the wishes into journeys and screens.\n",
                section);
    }

    static Plan.Step requirements(Work work) {
        var subject = work.subject();
        var document =
                new Markdown()
                        .title("PRD: " + subject.title())
                        .heading("Goal and measures")
                        .paragraph(first(subject.sentences(), subject.title()))
                        .list(
                                subject.points().stream()
                                        .limit(3)
                                        .map(it ->
                                                "Nine of ten people who try it get through without asking: "
                                                        + Subject.inShort(it))
                                        .toList())
                        .chapter("Users", users(subject))
                        .heading("Functional requirements")
                        .tableHead("Id", "Requirement", "Priority", "Acceptance");
        var number = 1;
        for (var point : subject.points()) {
            document.row(
                    "R%d".formatted(number),
                    point.replace("|", "/"),
                    number <= 3 ? "must" : "should",
                    "what was done can be seen afterwards; done twice it counts once; a wrong entry is refused with a sentence");
            number++;
        }
        document.end()
                .heading("Quality requirements")
                .list(
                        List.of(
                                "Speed: each screen answers within one second (*Assumption*).",
                                "Devices: a phone held in one hand, from 320 pixels of width.",
                                "Accessibility: keyboard and screen reader, contrast of 4.5 at least."))
                .chapter(
                        "Limits",
                        subject.about("law", "must", "euro", "month", "until", "only", "no "))
                .heading("Data")
                .list(
                        List.of(
                                "What was asked for, by whom, for which day; kept two years (*Assumption*).",
                                "Who looked at it and when, where the brief asks for it."))
                .heading("Outside systems")
                .paragraph(
                        "None is named. *Assumption:* messages go out by mail; when that is down, they wait.")
                .heading("Out of scope")
                .list(List.of("Payments and accounts, as long as no wish above asks for them."))
                .chapter("Assumptions and open questions", questions(subject));
        var plan =
                work.read(
                        work.begin("I look for the approved blueprint.\n"),
                        "BLUEPRINT",
                        "I read the blueprint before I write requirements.\n");
        plan.step(
                "From blueprint and brief I write the requirements.\n",
                "write_document",
                Work.document("PRD", "PRD: " + subject.title(), document));
        return work.end(
                plan,
                "Wrote %d requirements for %s."
                        .formatted(subject.points().size(), subject.titleInText()),
                List.of());
    }

    static Plan.Step scope(Work work) {
        var subject = work.subject();
        var features = subject.points().stream().limit(MOST_FEATURES).toList();
        var later = subject.points().stream().skip(MOST_FEATURES).toList();
        var document =
                new Markdown()
                        .title("MVP: " + subject.title())
                        .heading("The one promise")
                        .paragraph("From the first day: " + first(features, subject.title()))
                        .heading("In")
                        .list(features)
                        .chapter("Out, for now", later)
                        .heading("Done means")
                        .list(
                                features.stream()
                                        .map(it ->
                                                "Shown to a person of the target group: "
                                                        + Subject.inShort(it))
                                        .toList());
        var plan =
                work.read(
                        work.begin("I look at what stands already.\n"),
                        "PRD",
                        "I read the requirements and cut the first release.\n");
        plan.step(
                "The scope, written down.\n",
                "write_document",
                Work.document("MVP", "MVP: " + subject.title(), document));
        var wishes = new ArrayList<Plan.Wish>();
        for (var feature : features) {
            wishes.addAll(
                    plan.wishes(
                            "create_card",
                            it -> {
                                it.put("type", "FEATURE").put("title", Subject.inShort(feature));
                                it.put(
                                        "description",
                                        feature
                                                + "\n\n_Simulated: drawn from the brief by the LLM simulator._");
                                it.putArray("acceptanceCriteria")
                                        .add(
                                                "A person can do it on a phone: "
                                                        + Subject.inShort(feature))
                                        .add(
                                                "What happened is visible to everyone concerned within a second")
                                        .add(
                                                "A wrong input is refused with a sentence that says what to do");
                                it.put("priority", wishes.size() < 2 ? "HIGH" : "MEDIUM");
                            }));
        }
        plan.step("Each part of the first release becomes a feature card.\n", wishes);
        var made = work.material().madeCards();
        if (made.size() > 1) {
            plan.step(
                    "The first one opens the way for the second.\n",
                    "link_cards",
                    it ->
                            it.put("from", made.getFirst())
                                    .put("to", made.get(1))
                                    .put("link", "BLOCKS"));
        }
        return work.end(
                plan,
                "Cut the first release of %s into %d features."
                        .formatted(subject.titleInText(), features.size()),
                later);
    }

    private static Plan.Step section(Work work, String heading, String words, Markdown content) {
        var plan =
                work.read(
                        work.begin("I look for the blueprint's draft.\n"),
                        "BLUEPRINT",
                        "I read the draft before I add to it.\n");
        plan.step(
                words,
                "write_document",
                Work.section(
                        "BLUEPRINT",
                        work.titleOf("BLUEPRINT", "Blueprint: " + work.subject().title()),
                        heading,
                        content));
        return work.end(
                plan, "Added the section \"%s\" to the blueprint.".formatted(heading), List.of());
    }

    private static List<String> users(Subject subject) {
        return subject.about(
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

    private static List<String> questions(Subject subject) {
        var questions = new ArrayList<String>();
        subject.points().stream()
                .limit(2)
                .map(Subject::inShort)
                .forEach(point ->
                        questions.add(
                                "Who is told when this goes wrong: \"%s\"? Assumed: whoever did it, at once."
                                        .formatted(point)));
        if (subject.about("euro", "pay", "budget", "month").isEmpty()) {
            questions.add("What may it cost to run, a month?");
        }
        if (subject.about("week", "start", "until", "date").isEmpty()) {
            questions.add("When should the first people use it?");
        }
        questions.add("Who decides when two of these wishes contradict each other?");
        return questions;
    }

    // what the person chose or said, out of the sentence that tells of it
    private static String told(String answer) {
        var chosen = CHOSEN.matcher(answer);
        return chosen.find() ? chosen.group(1) : answer.strip();
    }

    private static String first(List<String> sentences, String otherwise) {
        return sentences.isEmpty() ? otherwise : sentences.getFirst();
    }
}
