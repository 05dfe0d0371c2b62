package dev.agentworks.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.core.CoreTest;
import dev.agentworks.core.Situations.Answer;
import dev.agentworks.core.Situations.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DocumentSearchTests extends CoreTest {

    @Test
    void findsWhatSpeaksOfItWithThePassageTheBestFirst() {
        var person = situations.person();
        var project = situations.project(person);
        var card = situations.card(person, project, 1);
        write(
                person,
                card,
                "PRD",
                "PRD: tools",
                "## Data\n\nA reservation holds a tool for a day. " + "Nothing else. ".repeat(80));
        write(
                person,
                card,
                "RESEARCH",
                "Research: late returns",
                "Late returns block reservations. Reserving is what people complain of.");
        write(person, card, "MVP", "MVP: tools", "Photos of what was brought back.");

        var found = search(person, project, "how are reservations blocked?").body().path("items");

        assertThat(found.valueStream().map(it -> it.path("type").asString()))
                .containsExactly("RESEARCH", "PRD");
        assertThat(found.path(1).path("passages").asString())
                .contains("A reservation holds a tool for a day.")
                .hasSizeLessThan(600);
    }

    @Test
    void looksAtTheLatestVersionOnly() {
        var person = situations.person();
        var project = situations.project(person);
        var card = situations.card(person, project, 1);
        write(person, card, "PRD", "PRD", "Bicycles are lent.");
        write(person, card, "PRD", "PRD", "Ladders are lent.");

        assertThat(search(person, project, "bicycles").body().path("items")).isEmpty();
        assertThat(search(person, project, "ladder").body().path("items")).hasSize(1);
    }

    @Test
    void seesNothingOfAnotherWorkspace() {
        var owner = situations.person();
        var project = situations.project(owner);
        write(owner, situations.card(owner, project, 1), "PRD", "PRD", "Ladders are lent.");

        assertThat(search(situations.person(), project, "ladders").status()).isEqualTo(404);
    }

    @Test
    void aQuestionOfNothingButSmallWordsFindsNothing() {
        var person = situations.person();
        var project = situations.project(person);

        assertThat(search(person, project, "the of and").body().path("items")).isEmpty();
        assertThat(search(person, project, " ").status()).isEqualTo(400);
    }

    private Answer search(Person person, JsonNode project, String words) {
        return situations.internal(
                "GET",
                "/internal/workspaces/%s/projects/%s/search?q=%s"
                        .formatted(
                                person.workspace(),
                                project.path("id").asString(),
                                URLEncoder.encode(words, StandardCharsets.UTF_8)),
                "core:read",
                null);
    }

    private void write(Person person, JsonNode card, String type, String title, String content) {
        var wish =
                Map.<String, Object>of(
                        "cardId", card.path("id").asString(),
                        "runId", UUID.randomUUID().toString(),
                        "agentId", type,
                        "kind", "write_document",
                        "type", type,
                        "title", title,
                        "content", content);
        var key = UUID.randomUUID().toString();
        assertThat(situations.effect(person, key, wish).status()).isEqualTo(200);
    }
}
