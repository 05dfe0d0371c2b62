package dev.agentworks.orchestrator.step;

import static dev.agentworks.orchestrator.step.BadModels.call;
import static dev.agentworks.orchestrator.step.BadModels.calls;
import static dev.agentworks.orchestrator.step.BadModels.cut;
import static dev.agentworks.orchestrator.step.BadModels.listing;
import static dev.agentworks.orchestrator.step.BadModels.prd;
import static dev.agentworks.orchestrator.step.BadModels.written;
import static dev.agentworks.orchestrator.step.BadModels.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.orchestrator.FakeRouter;
import dev.agentworks.orchestrator.FakeRouter.Fault;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** Models and providers that never come to their senses: the run says what truly ended it. */
class HopelessModelTests extends RunSituations {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aRunThatCannotGoOnSaysWhy(Hopeless hopeless) {
        var card = BOARD.card("PRD");
        var model = hopeless.model;
        ROUTER.model = _ -> model.deepCopy();
        ROUTER.outage = () -> hopeless.fault;

        created(card);

        awaitStates(card, "PRD FAILED");
        assertThat(error(card)).isEqualTo(hopeless.code);
        assertThat(message(runs(card).getFirst())).contains(hopeless.says);
        assertThat(ROUTER.requests).hasSize(hopeless.calls);
        assertEveryKeyWasDispatchedOnce();
    }

    static Stream<Hopeless> aRunThatCannotGoOnSaysWhy() {
        return Stream.of(
                new Hopeless(
                        "broken JSON for ever",
                        calls(List.of(written("{\"a"))),
                        "too-many-wrong-calls",
                        "no valid JSON",
                        3),
                new Hopeless(
                        "an empty name for ever",
                        calls(List.of(call("", prd("x")))),
                        "too-many-wrong-calls",
                        "names no tool",
                        3),
                new Hopeless(
                        "nine wrong calls a turn for ever",
                        calls(Collections.nCopies(9, wrong())),
                        "too-many-wrong-calls",
                        "3 turns",
                        3),
                new Hopeless(
                        "a name with NUL for ever",
                        calls(List.of(call("a\0", prd("x")))),
                        "too-many-wrong-calls",
                        "\\u0000",
                        3),
                new Hopeless(
                        "words for ever",
                        FakeRouter.answer("I think that is all."),
                        "finish-missing",
                        "two reminders",
                        3),
                new Hopeless(
                        "nothing for ever",
                        FakeRouter.answer(""),
                        "finish-missing",
                        "two reminders",
                        3),
                new Hopeless(
                        "cut within a call for ever",
                        cut(calls(List.of(written("{\"a")))),
                        "answer-cut",
                        "20 tokens",
                        3),
                new Hopeless(
                        "cut within its words for ever",
                        cut(FakeRouter.answer("It begins")),
                        "answer-cut",
                        "20 tokens",
                        3),
                new Hopeless(
                        "cut before anything for ever",
                        cut(FakeRouter.answer("")),
                        "answer-cut",
                        "20 tokens",
                        3),
                new Hopeless(
                        "listing for ever",
                        calls(List.of(listing())),
                        "too-many-turns",
                        "30 turns",
                        30),
                new Hopeless(
                        "filtered",
                        FakeRouter.answer("I cannot").put("finishReason", "content_filter"),
                        "content-filtered",
                        "content filter",
                        1),
                new Hopeless(
                        "more than any model reads",
                        calls(
                                Collections.nCopies(
                                        100, call("write_document", prd("x".repeat(99_000))))),
                        "payload-too-large",
                        "in the arguments of write_document in turn 1",
                        1),
                new Hopeless(
                                "no answer at all for ever",
                                FakeRouter.answer(""),
                                "invalid-output",
                                "busy",
                                4)
                        .failing(Fault.INVALID_OUTPUT));
    }

    private String message(UUID run) {
        return jdbc.sql("select error_message from run where run_id = :run")
                .param("run", run)
                .query(String.class)
                .single();
    }

    /** What a model, or its provider, does for ever, and what the run then says. */
    record Hopeless(
            String name,
            ObjectNode model,
            String code,
            String says,
            int calls,
            @Nullable Fault fault) {

        Hopeless(String name, ObjectNode model, String code, String says, int calls) {
            this(name, model, code, says, calls, null);
        }

        Hopeless failing(Fault always) {
            return new Hopeless(name, model, code, says, calls, always);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
