package dev.agentworks.system.storm;

import dev.agentworks.local.launcher.journey.ApiClient;
import dev.agentworks.local.launcher.journey.Brief;
import dev.agentworks.system.RunningStack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The load of a storm: people who create cards in lane 0; each card starts three runs, one after
 * the other.
 */
final class CardLoad {

    static final int RUNS_OF_A_CARD = 3;

    /** Longer than what a storm takes away is away. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Stack stack;
    private final List<Person> people = new ArrayList<>();
    private final List<String> titles = new CopyOnWriteArrayList<>();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private int cards;

    CardLoad(Stack stack, int people) {
        this.stack = stack;
        for (int i = 0; i < people; i++) {
            this.people.add(person());
        }
    }

    int cards() {
        return cards;
    }

    /** Creates one more card, by the people in turn. */
    void card() {
        var person = people.get(cards++ % people.size());
        var brief = Brief.example();
        var title = "%s %s-%d".formatted(brief.title(), mark, cards);
        person.api()
                .post(
                        "/api/projects/" + person.project() + "/cards",
                        Map.of(
                                "title",
                                title,
                                "description",
                                brief.text(),
                                "type",
                                "BLUEPRINT",
                                "lane",
                                0))
                .require("making a card");
        titles.add(title);
    }

    /** The titles of the cards that were answered as made. */
    List<String> titles() {
        return List.copyOf(titles);
    }

    /** A query for the titles of the cards that are there. */
    String titlesOfCards() {
        return "select title from core.card where title like '%% %s-%%'".formatted(mark);
    }

    private Person person() {
        var api = new ApiClient(stack.url(), PATIENCE);
        var name = UUID.randomUUID().toString();
        api.register("storm-" + name.substring(0, 8) + "@example.com", name, "Sam Storm");
        var workspace = api.firstWorkspace();
        var project = api.createProject(workspace, "Storm " + name.substring(0, 8));
        return new Person(api, project);
    }

    private record Person(ApiClient api, String project) {}
}
