package dev.agentworks.orchestrator.step;

import static dev.agentworks.orchestrator.step.BadModels.call;
import static dev.agentworks.orchestrator.step.BadModels.calls;
import static dev.agentworks.orchestrator.step.BadModels.file;
import static dev.agentworks.orchestrator.step.BadModels.finishing;
import static dev.agentworks.orchestrator.step.BadModels.prd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.orchestrator.step.BadModels.Behaviour;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A run whose model does something wrong for some turns, and then its work. */
abstract class BadModelSituations extends RunSituations {

    void play(Behaviour behaviour, String agent, String end) {
        var card = BOARD.card(agent);
        ROUTER.model = request -> answer(behaviour, request);

        created(card);

        awaitStates(card, end);
        assertThat(ROUTER.requests).hasSizeBetween(behaviour.turns(), behaviour.turns() + 1);
        assertThat(told()).anyMatch(answer -> answer.contains(behaviour.toldToIt()));
        assertEveryKeyWasDispatchedOnce();
        var run = runs(card).getFirst();
        assertThat(number("recoveries", run)).isZero();
        assertThat(number("(cost * 100)::int", run)).isEqualTo(ROUTER.dispatches.size());
    }

    /** What the model was told last: answers of tools and reminders. */
    private static List<String> told() {
        return ROUTER.requests
                .getLast()
                .path("messages")
                .valueStream()
                .filter(message -> !message.path("role").asString("").equals("assistant"))
                .map(message -> message.path("content").asString(""))
                .toList();
    }

    private static ObjectNode answer(Behaviour behaviour, JsonNode request) {
        int turn =
                (int)
                        request.path("messages")
                                .valueStream()
                                .filter(said -> said.path("role").asString("").equals("assistant"))
                                .count();
        if (turn < behaviour.turns()) {
            return behaviour.model().apply(turn);
        }
        return request.path("agentId").asString("").equals("PRD")
                ? calls(List.of(call("write_document", prd("# Book a room")), finishing("done")))
                : calls(List.of(call("write_file", file("good.txt", "good")), finishing("done")));
    }

    long number(String column, UUID run) {
        return jdbc.sql("select " + column + " from run where run_id = :run")
                .param("run", run)
                .query(Long.class)
                .single();
    }
}
