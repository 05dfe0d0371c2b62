package dev.agentworks.orchestrator.step;

import static dev.agentworks.orchestrator.step.BadModels.call;
import static dev.agentworks.orchestrator.step.BadModels.calls;
import static dev.agentworks.orchestrator.step.BadModels.card;
import static dev.agentworks.orchestrator.step.BadModels.cut;
import static dev.agentworks.orchestrator.step.BadModels.file;
import static dev.agentworks.orchestrator.step.BadModels.finishing;
import static dev.agentworks.orchestrator.step.BadModels.listing;
import static dev.agentworks.orchestrator.step.BadModels.once;
import static dev.agentworks.orchestrator.step.BadModels.prd;
import static dev.agentworks.orchestrator.step.BadModels.turns;
import static dev.agentworks.orchestrator.step.BadModels.written;
import static dev.agentworks.orchestrator.step.BadModels.wrong;

import dev.agentworks.orchestrator.FakeRouter;
import dev.agentworks.orchestrator.step.BadModels.Behaviour;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What models do in the world, played through the engine: the run ends well. */
class BadModelTests extends BadModelSituations {

    private static final String DEEP = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aRunRecoversFromWhatItsModelDoes(Behaviour behaviour) {
        play(behaviour, "PRD", "PRD COMPLETED");
    }

    static Stream<Behaviour> aRunRecoversFromWhatItsModelDoes() {
        return Stream.of(
                once(
                        "broken JSON",
                        written("{\"type\": \"PRD\", \"content\": \"x"),
                        "no valid JSON"),
                once("null for arguments", written("null"), "they are null"),
                once("a list for arguments", written("[]"), "they are a list"),
                once("a number for arguments", written("7"), "they are a number"),
                once(
                        "arguments encoded twice",
                        written("\"{\\\"type\\\":\\\"PRD\\\"}\""),
                        "within the JSON"),
                once("arguments 5,000 deep", written(DEEP), "too deep"),
                once("prose for arguments", written("Please write the document."), "no valid JSON"),
                once(
                        "arguments in a code fence",
                        written("```json\n{\"type\":\"PRD\"}\n```"),
                        "no valid JSON"),
                once(
                        "words after the arguments",
                        written("{\"type\":\"PRD\"} as you wished"),
                        "no valid JSON"),
                once("single quotes", written("{'type':'PRD'}"), "no valid JSON"),
                once("no arguments at all", written(""), "there are none"),
                once(
                        "JSON null as a node",
                        call("write_document", JSON.nullNode()),
                        "they are null"),
                once(
                        "an array as a node",
                        call("list_documents", JSON.createArrayNode()),
                        "they are a list"),
                once("an empty tool name", call("", JSON.createObjectNode()), "names no tool"),
                once("a blank tool name", call("  ", JSON.createObjectNode()), "names no tool"),
                once(
                        "a tool that is not there",
                        call("run_shell", JSON.createObjectNode()),
                        "no tool run_shell"),
                once(
                        "a tool of another agent",
                        call("write_file", file("a.txt", "x")),
                        "no tool write_file"),
                once(
                        "a tool name in other letters",
                        call("Write_Document", prd("x")),
                        "no tool Write_Document"),
                once("a tool name of 10,000 letters", call("x".repeat(10_000), prd("x")), "…"),
                once(
                        "a tool name with control characters",
                        call("a\0b\u001b[31m", prd("x")),
                        "\\u0000"),
                once(
                        "a missing field",
                        call("write_document", JSON.createObjectNode()),
                        "wrong arguments"),
                once(
                        "an unknown field",
                        call("write_document", prd("x").put("force", true)),
                        "wrong arguments"),
                once(
                        "a wrong type",
                        call("write_document", prd("x").put("title", 7)),
                        "wrong arguments"),
                once(
                        "a word outside the list",
                        call("write_document", prd("x").put("type", "NOVEL")),
                        "wrong arguments"),
                once("a second object", written("{\"type\":\"PRD\"} {}"), "JSON object"),
                once("what the board refuses", call("create_card", card("forbidden")), "refused"),
                once(
                        "an id of nothing",
                        call(
                                "read_document",
                                JSON.createObjectNode().put("id", new UUID(0, 1).toString())),
                        "refused"),
                once("finish before the document", finishing("done"), "document:PRD"),
                once("NUL in its summary", finishing("a\0b"), "NUL"),
                turns(
                        "four wrong calls in one turn",
                        _ -> calls(Collections.nCopies(4, wrong())),
                        1),
                turns(
                        "two turns of nothing but wrong calls",
                        _ -> calls(Collections.nCopies(9, wrong())),
                        2),
                turns(
                        "wrong calls beside right ones, again and again",
                        _ -> calls(List.of(wrong(), wrong(), listing())),
                        12),
                turns(
                        "NUL in every tool",
                        _ ->
                                calls(
                                        List.of(
                                                call("write_document", prd("a\0b")),
                                                call("create_card", card("a\0b")),
                                                call(
                                                        "add_comment",
                                                        JSON.createObjectNode()
                                                                .put("body", "a\0b")),
                                                call(
                                                        "search_knowledge",
                                                        JSON.createObjectNode()
                                                                .put("query", "a\0b")))),
                        1),
                turns("300 calls in one turn", _ -> calls(Collections.nCopies(300, listing())), 1),
                turns(
                        "forty calls with one id",
                        _ -> calls(Collections.nCopies(40, listing().put("id", "same"))),
                        1),
                turns(
                        "many calls in many turns",
                        _ -> calls(Collections.nCopies(100, listing())),
                        21),
                turns("an empty answer", _ -> FakeRouter.answer(""), 1),
                turns("words without a call", _ -> FakeRouter.answer("I shall write it."), 2),
                turns(
                        "a wish for calls without any",
                        _ -> FakeRouter.answer("").put("finishReason", "tool_calls"),
                        1),
                turns(
                        "an answer cut within a call",
                        _ -> cut(calls(List.of(written("{\"type\":\"PRD\",\"con")))),
                        2),
                turns(
                        "an answer cut within its words",
                        _ -> cut(FakeRouter.answer("It begins with")),
                        2),
                turns(
                        "ten megabytes of words",
                        _ -> FakeRouter.answer("word ".repeat(2_000_000), listing()),
                        1),
                turns("NUL in its words", _ -> FakeRouter.answer("a\0b", listing()), 1),
                turns(
                        "escapes and directions in its words",
                        _ -> FakeRouter.answer("\u001b[2J\u202egnp.exe\u200b", listing()),
                        1),
                turns(
                        "a search that could take for ever",
                        _ ->
                                calls(
                                        List.of(
                                                call(
                                                        "search_knowledge",
                                                        JSON.createObjectNode()
                                                                .put("query", "(a+)+$ ' \" %")))),
                        1),
                turns(
                        "calls after finish",
                        _ ->
                                calls(
                                        List.of(
                                                written("{}"),
                                                call("write_document", prd("x")),
                                                finishing("done"),
                                                wrong())),
                        1));
    }
}
