package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.orchestrator.FakeRouter;
import dev.agentworks.orchestrator.FakeRouter.Fault;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What models do in the world, played through the engine: each run ends well, or says what truly
 * ended it.
 */
class BadModelTests extends RunSituations {

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
                once("finish before the document", finish("done"), "document:PRD"),
                once("NUL in its summary", finish("a\0b"), "NUL"),
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
                                                finish("done"),
                                                wrong())),
                        1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aRunOfARiskyAgentRecoversAndWaitsForApproval(Behaviour behaviour) {
        play(behaviour, "DEV_BACKEND", "DEV_BACKEND WAITING_APPROVAL");
    }

    static Stream<Behaviour> aRunOfARiskyAgentRecoversAndWaitsForApproval() {
        return Stream.of(
                turns(
                        "four files outside the repository",
                        number ->
                                calls(
                                        IntStream.range(0, 4)
                                                .mapToObj(i ->
                                                        call("write_file", file("../x" + i, "x")))
                                                .toList()),
                        2),
                once(
                        "Git's own folder",
                        call("write_file", file(".git/config", "x")),
                        "not allowed"),
                once("an absolute path", call("write_file", file("/etc/passwd", "x")), "relative"),
                once(
                        "NUL in a path",
                        call("read_file", JSON.createObjectNode().put("path", "a\0b")),
                        "NUL"),
                once(
                        "a file of two megabytes",
                        call("write_file", file("a.txt", "x".repeat(2_000_000))),
                        "wrong arguments"),
                once(
                        "a file that is not there",
                        call("read_file", JSON.createObjectNode().put("path", "none.txt")),
                        ""),
                once(
                        "null for no parameters",
                        call("list_files", new StringNode("null")),
                        "they are null"),
                turns(
                        "a file of a megabyte",
                        _ ->
                                calls(
                                        List.of(
                                                call(
                                                        "write_file",
                                                        file("big.txt", "x\n".repeat(500_000))))),
                        1));
    }

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

    private void play(Behaviour behaviour, String agent, String end) {
        var card = BOARD.card(agent);
        ROUTER.model = request -> answer(behaviour, request);

        created(card);

        awaitStates(card, end);
        assertThat(ROUTER.requests).hasSizeBetween(behaviour.turns, behaviour.turns + 1);
        assertThat(told()).anyMatch(answer -> answer.contains(behaviour.toldToIt));
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
        if (turn < behaviour.turns) {
            return behaviour.model.apply(turn);
        }
        return request.path("agentId").asString("").equals("PRD")
                ? calls(List.of(call("write_document", prd("# Book a room")), finish("done")))
                : calls(List.of(call("write_file", file("good.txt", "good")), finish("done")));
    }

    private static Behaviour once(String name, ObjectNode call, String toldToIt) {
        return new Behaviour(name, _ -> calls(List.of(call)), 1, toldToIt);
    }

    private static Behaviour turns(String name, IntFunction<ObjectNode> model, int turns) {
        return new Behaviour(name, model, turns, "");
    }

    private static ObjectNode calls(List<ObjectNode> calls) {
        return FakeRouter.answer(
                "I try.", calls.stream().map(ObjectNode::deepCopy).toArray(ObjectNode[]::new));
    }

    private static ObjectNode cut(ObjectNode answer) {
        return answer.put("finishReason", "length");
    }

    /** A call whose arguments the model wrote so, as the router hands them on. */
    private static ObjectNode written(String arguments) {
        return call("write_document", StringNode.valueOf(arguments));
    }

    private static ObjectNode call(String name, JsonNode arguments) {
        return FakeRouter.call(name, arguments);
    }

    private static ObjectNode wrong() {
        return call("create_card", JSON.createObjectNode());
    }

    private static ObjectNode listing() {
        return call("list_documents", JSON.createObjectNode());
    }

    private static ObjectNode finish(String summary) {
        return call("finish", JSON.createObjectNode().put("summary", summary));
    }

    private static ObjectNode prd(String content) {
        return JSON.createObjectNode()
                .put("type", "PRD")
                .put("title", "Rooms")
                .put("content", content);
    }

    private static ObjectNode card(String title) {
        return JSON.createObjectNode().put("type", "FEATURE").put("title", title);
    }

    private static ObjectNode file(String path, String content) {
        return JSON.createObjectNode().put("path", path).put("content", content);
    }

    private String message(UUID run) {
        return jdbc.sql("select error_message from run where run_id = :run")
                .param("run", run)
                .query(String.class)
                .single();
    }

    private long number(String column, UUID run) {
        return jdbc.sql("select " + column + " from run where run_id = :run")
                .param("run", run)
                .query(Long.class)
                .single();
    }

    /**
     * What a model does in its first turns; then it does its work.
     *
     * @param toldToIt part of what it is told about that
     */
    record Behaviour(String name, IntFunction<ObjectNode> model, int turns, String toldToIt) {
        @Override
        public String toString() {
            return name;
        }
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
