package dev.agentworks.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What the gate of each lane asks of each kind of card, by who has the documents it asks for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaneCriteriaTests extends CoreTest {

    private static final List<String> KINDS =
            List.of("EPIC", "BLUEPRINT", "FEATURE", "TASK", "BUG", "DOC");
    private static final Set<String> HOLDS_FEATURES = Set.of("EPIC", "BLUEPRINT");
    private static final Set<String> HOLDS_TASKS = Set.of("EPIC", "BLUEPRINT", "FEATURE");

    /** Which documents each lane asks for. */
    private static final Map<Integer, List<String>> DOCUMENTS =
            Map.of(
                    1, List.of("PRD", "MVP"),
                    2, List.of("RESEARCH"),
                    3, List.of("ARCHITECTURE"),
                    9, List.of("USER_GUIDE"));

    /** Who has the documents that the lane asks for. */
    private enum Owner {
        NOBODY,
        ANOTHER_CARD,
        THE_CARD,
        ITS_PARENT,
        ITS_GRANDPARENT
    }

    private @Nullable Person someone;
    private @Nullable JsonNode theirs;

    private record Case(int lane, String kind, Owner owner) {

        @Override
        public String toString() {
            return "lane %d, %s, documents of %s".formatted(lane, kind, owner);
        }
    }

    static Stream<Case> cases() {
        return DOCUMENTS.keySet().stream()
                .sorted()
                .flatMap(lane ->
                        KINDS.stream()
                                .flatMap(kind ->
                                        Stream.of(Owner.values())
                                                .map(owner -> new Case(lane, kind, owner))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void documentsOfTheCardAndOfThoseAboveItCount(Case asked) {
        var grandparent = card(0, "EPIC", null);
        var parent = card(0, "EPIC", grandparent);
        var card = card(asked.lane(), asked.kind(), parent);
        var owner =
                switch (asked.owner()) {
                    case NOBODY -> null;
                    case ANOTHER_CARD -> card(asked.lane(), asked.kind(), null);
                    case THE_CARD -> card;
                    case ITS_PARENT -> parent;
                    case ITS_GRANDPARENT -> grandparent;
                };
        var types = DOCUMENTS.getOrDefault(asked.lane(), List.of());
        if (owner != null) {
            types.forEach(type -> situations.document(person(), owner, type));
        }

        var missing = missing(card);

        var documented = asked.owner().compareTo(Owner.THE_CARD) >= 0;
        for (var type : types) {
            assertThat(missing.contains("a " + type + " document")).isEqualTo(!documented);
        }
        assertThat(missing.contains("FEATURE child"))
                .isEqualTo(asked.lane() == 1 && HOLDS_FEATURES.contains(asked.kind()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void onlyWhatIsCutIntoFeaturesNeedsOne(String kind) {
        var card = card(1, kind, null);
        situations.document(person(), card, "PRD");
        situations.document(person(), card, "MVP");

        assertThat(met(card)).isEqualTo(!HOLDS_FEATURES.contains(kind));
        if (HOLDS_FEATURES.contains(kind)) {
            card(1, "FEATURE", card);
        }
        assertThat(met(card)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void onlyWhatIsCutIntoTasksNeedsOneWithCriteria(String kind) {
        var card = card(4, kind, null);
        assertThat(met(card)).isEqualTo(!HOLDS_TASKS.contains(kind));

        var task = card(4, "TASK", card);
        assertThat(met(card)).isEqualTo(!HOLDS_TASKS.contains(kind));
        situations.as(
                person(),
                "PATCH",
                "/api/cards/" + task.path("id").asString(),
                Map.of("acceptanceCriteria", List.of("It can be checked.")));

        assertThat(met(card)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindWaitsForItsOpenBugs(String kind) {
        var card = card(7, kind, null);
        assertThat(met(card)).isTrue();

        var bug = card(5, "BUG", card);
        assertThat(missing(card)).contains("is still open");
        situations.finish(person(), bug.path("id").asString());

        assertThat(met(card)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindIsBuiltReviewedAndReleasedByPeople(String kind) {
        assertThat(missing(card(5, kind, null))).contains("a completed run of a build agent");
        for (var lane : List.of(6, 8)) {
            var card = card(lane, kind, null);
            assertThat(met(card)).isFalse();

            situations.as(
                    person(),
                    "POST",
                    "/api/cards/" + card.path("id").asString() + "/approve",
                    Map.of());

            assertThat(met(card)).isTrue();
        }
    }

    static List<String> kinds() {
        return KINDS;
    }

    private Person person() {
        var known = someone != null ? someone : situations.person();
        someone = known;
        return known;
    }

    private JsonNode project() {
        var known = theirs != null ? theirs : situations.project(person());
        theirs = known;
        return known;
    }

    private JsonNode card(int lane, String kind, @Nullable JsonNode parent) {
        var fields = new HashMap<String, Object>(Map.of("type", kind));
        if (parent != null) {
            fields.put("parentId", parent.path("id").asString());
        }
        var made = situations.card(person(), project(), lane, fields);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.body();
    }

    private boolean met(JsonNode card) {
        return criterion(card).path("met").asBoolean();
    }

    private String missing(JsonNode card) {
        return criterion(card).path("missing").toString();
    }

    private JsonNode criterion(JsonNode card) {
        return situations
                .as(person(), "GET", "/api/cards/" + card.path("id").asString(), null)
                .body()
                .path("exitCriterion");
    }
}
