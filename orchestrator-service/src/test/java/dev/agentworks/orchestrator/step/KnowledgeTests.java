package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.orchestrator.tool.ToolContext;
import dev.agentworks.orchestrator.tool.Toolbox;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class KnowledgeTests extends RunSituations {

    @Autowired Toolbox toolbox;

    @Test
    void findsDocumentsAndWhatPastRunsCameTo() {
        var card = BOARD.card("CEO_COPILOT");
        created(card);
        awaitStates(card, "CEO_COPILOT COMPLETED");
        jdbc.sql(
                        "update run set summary = 'Reserving was blocked for late returns.' where card_id = :card")
                .param("card", card.id)
                .update();

        var found = search("late return");

        assertThat(found)
                .contains(
                        "\"source\":\"run\"", "Reserving was blocked", "\"agent\":\"CEO_COPILOT\"");
        assertThat(search("By CEO")).contains("\"source\":\"document\"");
        assertThat(search("nothing whatever")).isEqualTo("{\"items\":[]}");
    }

    @Test
    void findsADocumentThatSaysItInOtherWordsAndDoesWithoutTheRouter() {
        BOARD.document("PRD", "Paying", "Every invoice comes with delivery");
        BOARD.document("PRD", "Weather", "Umbrellas");

        assertThat(search("bill delivery")).contains("Every invoice").doesNotContain("Umbrellas");
        int calls = ROUTER.embedded.get();
        assertThat(search("bill delivery")).contains("Every invoice");
        assertThat(ROUTER.embedded.get())
                .as("only the query is embedded again")
                .isEqualTo(calls + 1);

        ROUTER.meansNothing = true;
        try {
            assertThat(search("bill delivery")).doesNotContain("Every invoice");
            assertThat(search("every invoice")).contains("Every invoice");
        } finally {
            ROUTER.meansNothing = false;
        }
    }

    @Test
    void theSameWordsAreSearchedByMeaningInEveryProject() {
        BOARD.document("PRD", "Heating", "Every invoice comes with firewood");
        search("bill firewood");
        int calls = ROUTER.embedded.get();

        search(UUID.randomUUID(), UUID.randomUUID(), "bill firewood");

        assertThat(ROUTER.embedded.get()).as("embedded for the other too").isGreaterThan(calls);
    }

    @Test
    void theNextAgentOfTheStayIsToldWhatTheOneBeforeCameTo() {
        var card = BOARD.card("CEO_COPILOT", "STRATEGY");
        created(card);
        awaitStates(card, "CEO_COPILOT COMPLETED", "STRATEGY COMPLETED");

        var second = runs(card).getLast();
        var told =
                jdbc.sql(
                                "select result ->> 'user' from run_step where run_id = :run and step_path = 'config'")
                        .param("run", second)
                        .query(String.class)
                        .single();

        assertThat(told)
                .contains(
                        "## What earlier runs of this stay came to",
                        "- CEO_COPILOT: CEO_COPILOT is done");
    }

    private String search(String words) {
        return search(BOARD.workspace, BOARD.project, words);
    }

    private String search(UUID workspace, UUID project, String words) {
        var context =
                new ToolContext(
                        workspace,
                        project,
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        "PRD",
                        "key",
                        false);
        return toolbox.call(
                        "search_knowledge",
                        List.of("search_knowledge"),
                        context,
                        JSON.createObjectNode().put("query", words))
                .content();
    }
}
