package dev.agentworks.local.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Each agent is played to its end by a caller that answers every tool call, as the orchestrator
 * does.
 */
class AgentConversationTests {

    private static final String BAKERY =
            """
            # Card BAK-1: Orders for a village bakery

            - Type: BLUEPRINT and nothing that was wished for

            ## Description

            # Brief: orders for a village bakery

            People ring us at six in the morning to order rolls, and half of the calls are lost while the oven is open.

            - Customers order rolls and bread until nine in the evening for the next morning.
            - The baker sees at four o'clock how many of each kind to bake, in one list.
            - Regular orders repeat every Saturday until the customer pauses them.
            - Whoever does not collect twice pays in advance from then on.

            We can spend 20 euros a month.

            ## Acceptance criteria

            (none yet)

            ## Comments on the card, oldest first

            - STRATEGY: A remark of an agent, which is no wish of the person either.
            """;

    private static LlmSimulator simulator;
    private static Caller caller;

    @BeforeAll
    static void start() throws Exception {
        simulator = LlmSimulator.start(LlmSimulatorSettings.atFullSpeed());
        caller = new Caller(simulator.url());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CEO_COPILOT",
                "STRATEGY",
                "STORYBOARD",
                "PRD",
                "MVP_SCOPE",
                "RESEARCH",
                "ARCHITECT",
                "PLANNER",
                "QA",
                "DEPLOYMENT",
                "DOCS",
                "TROUBLESHOOTER"
            })
    void everyAgentEndsWithFinish(String agent) throws Exception {
        var calls = play(agent, BAKERY);

        assertThat(calls.getLast().path("name").asString()).isEqualTo("finish");
        assertThat(calls.getLast().path("arguments").path("summary").asString())
                .contains("simulated");
    }

    @Test
    void theBlueprintSpeaksOfTheBriefItself() throws Exception {
        var blueprint = written(play("CEO_COPILOT", BAKERY), "BLUEPRINT");

        assertThat(blueprint)
                .contains(
                        "orders for a village bakery",
                        "Customers order rolls and bread",
                        "20 euros",
                        "Simulated")
                .doesNotContain("nothing that was wished for", "A remark of an agent");
    }

    @Test
    void featuresAreDrawnFromTheBriefsOwnWishes() throws Exception {
        var features =
                play("MVP_SCOPE", BAKERY).stream()
                        .filter(it -> it.path("name").asString().equals("create_card"))
                        .toList();

        assertThat(features).hasSize(4);
        assertThat(features.toString())
                .contains("Regular orders repeat every Saturday", "acceptanceCriteria");
    }

    @Test
    void aSectionIsAddedToTheBlueprintThatIsThere() throws Exception {
        var calls = play("STRATEGY", BAKERY);

        assertThat(calls)
                .extracting(it -> it.path("name").asString())
                .containsExactly("list_documents", "read_document", "write_document", "finish");
        assertThat(calls.get(2).path("arguments").path("section").asString()).isEqualTo("Strategy");
    }

    @Test
    void aCardWithoutADescriptionIsTakenByItsTitle() throws Exception {
        var calls =
                play(
                        "PLANNER",
                        "# Card BAK-9: Ovens that call for help\n\n## Description\n\n(The card has no description.)\n");

        assertThat(calls.toString())
                .contains("Build: Ovens that call for help")
                .doesNotContain("has no description");
    }

    @Test
    void theSameRequestIsAnsweredTheSameWay() throws Exception {
        assertThat(play("PRD", BAKERY)).isEqualTo(play("PRD", BAKERY));
    }

    private static String written(List<JsonNode> calls, String type) {
        return calls.stream()
                .filter(it -> it.path("arguments").path("type").asString("").equals(type))
                .map(it -> it.path("arguments").path("content").asString())
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> play(String agent, String brief) throws Exception {
        var request = Caller.object().put("model", "gpt-4o");
        var messages = request.putArray("messages");
        messages.addObject()
                .put("role", "system")
                .put("content", "You work on a board.\nAgent: " + agent + "\nBe brief.");
        messages.addObject().put("role", "user").put("content", brief);
        var tools = request.putArray("tools");
        tool(tools.addObject(), "list_documents");
        tool(tools.addObject(), "read_document", "id");
        tool(tools.addObject(), "write_document", "type", "title", "content", "mode", "section");
        tool(
                tools.addObject(),
                "create_card",
                "type",
                "title",
                "description",
                "acceptanceCriteria",
                "priority",
                "estimate");
        tool(tools.addObject(), "add_comment", "body");
        tool(tools.addObject(), "finish", "summary", "followUps", "verdict");
        var made = new ArrayList<JsonNode>();
        for (var turn = 0; turn < 12; turn++) {
            var message =
                    caller.post("/v1/chat/completions", request)
                            .path("choices")
                            .path(0)
                            .path("message");
            messages.add(message);
            for (var call : message.path("tool_calls")) {
                var arguments =
                        Caller.JSON.readTree(call.path("function").path("arguments").asString());
                var name = call.path("function").path("name").asString();
                made.add(Caller.object().put("name", name).set("arguments", arguments));
                messages.addObject()
                        .put("role", "tool")
                        .put("tool_call_id", call.path("id").asString())
                        .put("content", answer(name));
                if (name.equals("finish")) {
                    return made;
                }
            }
        }
        throw new AssertionError(agent + " did not finish: " + made);
    }

    private static String answer(String tool) {
        return switch (tool) {
            case "list_documents" ->
                    """
                    {"items":[{"id":"019","type":"BLUEPRINT","title":"Blueprint"},{"id":"020","type":"PRD","title":"Requirements"},
                     {"id":"021","type":"MVP","title":"MVP"},{"id":"022","type":"ARCHITECTURE","title":"Architecture"}]}
                    """;
            default -> "{\"id\":\"019\",\"version\":1}";
        };
    }

    private static void tool(ObjectNode tool, String name, String... arguments) {
        var function = tool.put("type", "function").putObject("function").put("name", name);
        var properties =
                function.putObject("parameters").put("type", "object").putObject("properties");
        for (var argument : arguments) {
            properties.putObject(argument);
        }
    }
}
