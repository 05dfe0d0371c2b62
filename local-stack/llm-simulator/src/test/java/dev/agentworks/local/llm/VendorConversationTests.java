package dev.agentworks.local.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.local.llm.Vendor.Call;
import dev.agentworks.local.llm.Vendor.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A whole conversation on a real brief gives the same work whichever vendor's format carries it.
 */
class VendorConversationTests {

    private static LlmSimulator simulator;
    private static Caller caller;

    @BeforeAll
    static void start() throws IOException {
        simulator = LlmSimulator.start(LlmSimulatorSettings.atFullSpeed());
        caller = new Caller(simulator.url());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource
    void theCoPilotDraftsABlueprintFromTheBooking(Vendor vendor) throws Exception {
        var calls = play(vendor, "CEO_COPILOT");

        assertThat(calls)
                .extracting(Call::name)
                .containsExactly("list_documents", "write_document", "add_comment", "finish");
        assertThat(calls.get(1).arguments().path("content").asString())
                .contains("physiotherapy", "waiting list", "60 euros", "German health data law")
                .containsIgnoringCase("simulat");
    }

    @ParameterizedTest
    @EnumSource
    void theFirstReleaseHasFeaturesFromTheBrief(Vendor vendor) throws Exception {
        var features =
                play(vendor, "MVP_SCOPE").stream()
                        .filter(call -> call.name().equals("create_card"))
                        .map(Call::arguments)
                        .toList();

        assertThat(features).hasSizeBetween(3, 6);
        assertThat(features)
                .allSatisfy(feature -> {
                    assertThat(feature.path("type").asString()).isEqualTo("FEATURE");
                    assertThat(feature.path("title").asString()).isNotBlank().hasSizeLessThan(200);
                    assertThat(feature.path("acceptanceCriteria").size()).isPositive();
                });
        assertThat(features.toString()).contains("40 minutes", "waiting list");
    }

    @ParameterizedTest
    @EnumSource
    void theSameWorkComesFromEveryVendor(Vendor vendor) throws Exception {
        assertThat(play(vendor, "PRD").stream().map(Call::arguments).toList())
                .isEqualTo(play(Vendor.OPENAI, "PRD").stream().map(Call::arguments).toList());
    }

    @Test
    void answersAsSlowlyAsARequestAsks() throws Exception {
        var request = Vendor.OPENAI.begin("Be brief.", "What is a slot?", List.of());
        var since = System.nanoTime();

        caller.send(Vendor.OPENAI.path, request, "x-simulator-tokens-per-second", "50");

        assertThat(System.nanoTime() - since).isGreaterThan(200_000_000L);
    }

    private static List<Call> play(Vendor vendor, String agent) throws Exception {
        var tools =
                List.of(
                        tool("list_documents"),
                        tool("read_document", "id"),
                        tool("write_document", "type", "title", "content", "mode", "section"),
                        tool(
                                "create_card",
                                "type",
                                "title",
                                "description",
                                "acceptanceCriteria",
                                "priority"),
                        tool("add_comment", "body"),
                        tool("finish", "summary", "followUps", "verdict"));
        var request = vendor.begin("You work on a board.\nAgent: " + agent + "\n", brief(), tools);
        var made = new ArrayList<Call>();
        for (var turn = 0; turn < 12; turn++) {
            var answer = caller.post(vendor.path, request);
            var calls = vendor.calls(answer);
            made.addAll(calls);
            if (calls.isEmpty() || calls.getLast().name().equals("finish")) {
                return made;
            }
            var results = calls.stream().map(call -> new Result(call, result(call))).toList();
            vendor.goOn((ArrayNode) request.path(vendor.turns), answer, results);
        }
        throw new AssertionError(agent + " did not finish: " + made);
    }

    private static String result(Call call) {
        return call.name().equals("list_documents")
                ? "{\"items\":[{\"id\":\"019\",\"type\":\"PRD\",\"title\":\"Requirements\"}]}"
                : "{\"id\":\"019\",\"version\":1}";
    }

    private static ObjectNode tool(String name, String... arguments) {
        var tool = Caller.object().put("name", name).put("description", name);
        var properties = tool.putObject("parameters").put("type", "object").putObject("properties");
        for (var argument : arguments) {
            properties.putObject(argument).put("type", "string");
        }
        return tool;
    }

    private static String brief() throws IOException {
        try (InputStream brief =
                Objects.requireNonNull(
                        VendorConversationTests.class.getResourceAsStream("/briefs/booking.md"))) {
            return new String(brief.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
