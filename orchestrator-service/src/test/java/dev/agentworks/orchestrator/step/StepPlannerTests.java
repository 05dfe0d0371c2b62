package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.orchestrator.client.Completion;
import dev.agentworks.orchestrator.step.plan.NextStep;
import dev.agentworks.orchestrator.step.plan.StepPlanner;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StepPlannerTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, JsonNode> done = new HashMap<>();

    @Test
    void readsTheContextFirst() {
        assertThat(next()).isEqualTo(new NextStep.ReadContext());
    }

    @Test
    void asksTheModelThenCallsItsToolsOneAfterTheOther() {
        config();
        assertThat(next()).isEqualTo(new NextStep.CallModel(1, List.of()));

        answered(1, "list_documents", "add_comment");
        assertThat(next().path()).isEqualTo("tool/1/0");

        toolDone("tool/1/0", false);
        assertThat(next().path()).isEqualTo("tool/1/1");

        toolDone("tool/1/1", false);
        assertThat(next())
                .isInstanceOfSatisfying(
                        NextStep.CallModel.class,
                        call -> {
                            assertThat(call.turn()).isEqualTo(2);
                            assertThat(call.conversation())
                                    .extracting(message -> message.role())
                                    .containsExactly("assistant", "tool", "tool");
                        });
    }

    @Test
    void namesEveryCallOfTheConversationOnceWhateverTheProviderCalledThem() {
        config();
        answered(1, "list_cards", "list_cards");
        toolDone("tool/1/0", false);
        toolDone("tool/1/1", false);

        var conversation = ((NextStep.CallModel) next()).conversation();
        assertThat(conversation.getFirst().toolCalls())
                .extracting(Completion.ToolCall::id)
                .containsExactly("call_1_0", "call_1_1");
        assertThat(conversation)
                .extracting(message -> message.toolCallId())
                .containsExactly(null, "call_1_0", "call_1_1");
    }

    @Test
    void completesWhenFinishWasAccepted() {
        config();
        answered(1, "finish");
        toolDone("tool/1/0", false);

        assertThat(next()).isInstanceOf(NextStep.Complete.class);
    }

    @Test
    void aRefusedFinishIsAnsweredAndTheModelGoesOn() {
        config();
        answered(1, "finish");
        toolDone("tool/1/0", true);

        assertThat(next().path()).isEqualTo("llm/2");
    }

    @Test
    void givesUpAtTheThirdTurnInARowWithNothingButWrongCalls() {
        config();
        for (int turn = 1; turn <= 3; turn++) {
            assertThat(next().path()).isEqualTo("llm/" + turn);
            answered(turn, "create_card", "create_card", "create_card", "create_card");
            for (int call = 0; call < 4; call++) {
                toolDone("tool/" + turn + "/" + call, true);
            }
        }

        assertThat(next())
                .isInstanceOfSatisfying(
                        NextStep.GiveUp.class,
                        end -> assertThat(end.code()).isEqualTo("too-many-wrong-calls"));
    }

    @Test
    void aRightCallForgivesTheWrongOnesOfItsTurnAndOfThoseBefore() {
        config();
        for (int turn = 1; turn <= 8; turn++) {
            answered(turn, "create_card", "create_card");
            toolDone("tool/" + turn + "/0", true);
            toolDone("tool/" + turn + "/1", turn % 3 != 0);
        }

        assertThat(next().path()).isEqualTo("llm/9");
    }

    @Test
    void saysThatTheAnswersWereCutWhereThatEndsTheRun() {
        config();
        for (int turn = 1; turn <= 3; turn++) {
            answered(turn, "length", List.of("create_card"));
            toolDone("tool/" + turn + "/0", true);
        }

        assertThat(next())
                .isInstanceOfSatisfying(
                        NextStep.GiveUp.class,
                        end -> {
                            assertThat(end.code()).isEqualTo("answer-cut");
                            assertThat(end.message()).contains("4096 tokens");
                        });
    }

    @Test
    void saysThatAnswersWithoutACallWereCut() {
        config();
        for (int turn = 1; turn <= 3; turn++) {
            answered(turn, "length", List.of());
        }

        assertThat(next())
                .isInstanceOfSatisfying(
                        NextStep.GiveUp.class,
                        end -> assertThat(end.code()).isEqualTo("answer-cut"));
    }

    @Test
    void tellsTheModelThatItsCallWasCut() {
        config();
        answered(1, "length", List.of("create_card"));
        toolDone("tool/1/0", true);

        assertThat(((NextStep.CallModel) next()).conversation().getLast().content())
                .contains("cut at the token limit");
    }

    @Test
    void carriesOutTheFirstCallsOfVeryManyAndSaysSo() {
        config();
        answered(1, Collections.nCopies(300, "list_cards").toArray(String[]::new));
        for (int call = 0; call < 128; call++) {
            assertThat(next().path()).isEqualTo("tool/1/" + call);
            toolDone("tool/1/" + call, false);
        }

        var conversation = ((NextStep.CallModel) next()).conversation();
        assertThat(conversation.getFirst().toolCalls()).hasSize(128);
        assertThat(conversation.getLast().content()).contains("172 more were not");
    }

    @Test
    void tellsAModelsOwnWordsInAConversationThatEveryProviderTakes() {
        config();
        answered(1, "", "x".repeat(65), "rm -rf", "list_cards");
        for (int call = 0; call < 4; call++) {
            toolDone("tool/1/" + call, true);
        }

        assertThat(((NextStep.CallModel) next()).conversation().getFirst().toolCalls())
                .extracting(Completion.ToolCall::name)
                .containsExactly("invalid_name", "invalid_name", "invalid_name", "list_cards");
    }

    @Test
    void remindsTwiceOfFinishAndThenGivesUp() {
        config();
        answered(1);
        answered(2);
        assertThat(next())
                .isInstanceOfSatisfying(
                        NextStep.CallModel.class,
                        call ->
                                assertThat(call.conversation().getLast().content())
                                        .contains("finish"));

        answered(3);
        assertThat(next())
                .isInstanceOfSatisfying(
                        NextStep.GiveUp.class,
                        end -> assertThat(end.code()).isEqualTo("finish-missing"));
    }

    @Test
    void stopsAtTheMostTurnsAndAtTheMostItMayCost() {
        config();
        answered(1, "list_cards");
        toolDone("tool/1/0", false);

        assertThat(next(1, "5"))
                .isInstanceOfSatisfying(
                        NextStep.GiveUp.class,
                        end -> assertThat(end.code()).isEqualTo("too-many-turns"));
        assertThat(next(30, "0.01"))
                .isInstanceOfSatisfying(
                        NextStep.GiveUp.class,
                        end -> assertThat(end.code()).isEqualTo("cost-cap-reached"));
    }

    private NextStep next() {
        return next(30, "5");
    }

    private NextStep next(int turns, String cost) {
        return StepPlanner.next(
                done,
                node -> JSON.treeToValue(node, Completion.class),
                turns,
                new BigDecimal(cost));
    }

    private void config() {
        done.put("config", JSON.createObjectNode());
    }

    private void answered(int turn, String... tools) {
        answered(turn, tools.length == 0 ? "stop" : "tool_calls", List.of(tools));
    }

    private void answered(int turn, String reason, List<String> tools) {
        var calls =
                tools.stream()
                        .map(name ->
                                new Completion.ToolCall(
                                        "same", name, JSON.createObjectNode(), null))
                        .toList();
        done.put(
                "llm/" + turn,
                JSON.valueToTree(
                        new Completion(
                                "k",
                                Completion.State.SUCCEEDED,
                                "openai",
                                "gpt-4o",
                                true,
                                "words",
                                calls,
                                reason,
                                new Completion.Usage(10, 4096, 0, 0, 0, 4106),
                                new BigDecimal("0.02"),
                                new BigDecimal("0.1"),
                                null)));
    }

    private void toolDone(String path, boolean wrong) {
        done.put(path, JSON.createObjectNode().put("content", "ok").put("isError", wrong));
    }
}
