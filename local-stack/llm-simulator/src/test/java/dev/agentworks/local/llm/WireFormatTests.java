package dev.agentworks.local.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The three formats, streamed and whole, and what goes wrong on purpose. */
class WireFormatTests {

    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{}}";

    private LlmSimulator simulator;
    private Caller caller;

    @BeforeEach
    void start() throws Exception {
        simulator = LlmSimulator.start(LlmSimulatorSettings.atFullSpeed());
        caller = new Caller(simulator.url());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void openAiStreamsTextThenACallThenUsage() throws Exception {
        var request = openAi().put("stream", true);
        request.putObject("stream_options").put("include_usage", true);

        var events = events(caller.send("/v1/chat/completions", request).body());

        assertThat(events.getLast()).isEqualTo("[DONE]");
        var chunks =
                events.subList(0, events.size() - 1).stream().map(Caller.JSON::readTree).toList();
        assertThat(text(chunks, "/choices/0/delta/content")).startsWith("I read the brief");
        assertThat(text(chunks, "/choices/0/delta/tool_calls/0/function/name"))
                .isEqualTo("list_documents");
        assertThat(text(chunks, "/choices/0/delta/tool_calls/0/function/arguments"))
                .isEqualTo("{}");
        assertThat(text(chunks, "/choices/0/finish_reason")).isEqualTo("tool_calls");
        assertThat(chunks.getLast().at("/usage/total_tokens").asInt()).isPositive();
    }

    @Test
    void anthropicStreamsBlocksWithCumulativeUsage() throws Exception {
        var body = caller.send("/v1/messages", anthropic().put("stream", true)).body();

        var chunks = events(body).stream().map(Caller.JSON::readTree).toList();
        assertThat(body).contains("event: message_start", "event: ping", "event: message_stop");
        assertThat(text(chunks, "/delta/text")).startsWith("I read the brief");
        assertThat(text(chunks, "/content_block/name")).isEqualTo("list_documents");
        assertThat(text(chunks, "/delta/stop_reason")).isEqualTo("tool_use");
        assertThat(chunks.getFirst().at("/message/usage/input_tokens").asInt()).isPositive();
    }

    @Test
    void geminiStreamsFragmentsWithoutATerminalEvent() throws Exception {
        var body =
                caller.send("/v1beta/models/gemini-1.5-pro:streamGenerateContent?alt=sse", gemini())
                        .body();

        var chunks = events(body).stream().map(Caller.JSON::readTree).toList();
        assertThat(text(chunks, "/candidates/0/content/parts/0/text"))
                .startsWith("I read the brief");
        assertThat(
                        chunks.getLast()
                                .at("/candidates/0/content/parts/0/functionCall/name")
                                .asString())
                .isEqualTo("list_documents");
        assertThat(chunks.getLast().at("/candidates/0/finishReason").asString()).isEqualTo("STOP");
        assertThat(chunks.getLast().at("/usageMetadata/totalTokenCount").asInt()).isPositive();
    }

    @Test
    void eachFormatAnswersWholeAsWell() throws Exception {
        assertThat(
                        caller.post("/v1/chat/completions", openAi())
                                .at("/choices/0/message/tool_calls/0/function/name")
                                .asString())
                .isEqualTo("list_documents");
        assertThat(caller.post("/v1/messages", anthropic()).at("/content/1/name").asString())
                .isEqualTo("list_documents");
        assertThat(
                        caller.post("/v1beta/models/gemini-1.5-pro:generateContent", gemini())
                                .at("/candidates/0/content/parts/1/functionCall/name")
                                .asString())
                .isEqualTo("list_documents");
    }

    @Test
    void everyAnswerIsMarkedSimulated() throws Exception {
        var answer = caller.send("/v1/chat/completions", openAi());

        assertThat(answer.headers().firstValue("x-agentworks-simulated")).contains("true");
        assertThat(Caller.JSON.readTree(answer.body()).path("system_fingerprint").asString())
                .isEqualTo("simulated");
    }

    @Test
    void aPlannedFaultStrikesOnceInTheVendorsOwnWords() throws Exception {
        caller.post("/simulator/faults", Caller.object().put("fault", "529").put("times", 1));

        var refused = caller.send("/v1/messages", anthropic());
        var answered = caller.send("/v1/messages", anthropic());

        assertThat(refused.statusCode()).isEqualTo(529);
        assertThat(refused.body()).contains("overloaded_error");
        assertThat(answered.statusCode()).isEqualTo(200);
    }

    @Test
    void aCutStreamIsABrokenConnection() {
        assertThatThrownBy(() ->
                        caller.send(
                                "/v1/chat/completions",
                                openAi().put("stream", true),
                                "x-simulator-fault",
                                "cut:3"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void countsCallsByRequestKey() throws Exception {
        caller.send("/v1/chat/completions", openAi(), "x-request-key", "k1");
        caller.send("/v1/chat/completions", openAi(), "x-request-key", "k1");
        caller.send("/v1/chat/completions", openAi(), "x-request-key", "k2");

        var counted = caller.get("/simulator/calls");

        assertThat(counted.path("total").asInt()).isEqualTo(3);
        assertThat(counted.path("byKey").toString()).contains("\"k1\":2", "\"k2\":1");
    }

    @Test
    void wrongRequestsAreRefusedInTheVendorsShape() throws Exception {
        assertThat(
                        caller.send("/v1/chat/completions", Caller.object().put("model", "gpt-4o"))
                                .statusCode())
                .isEqualTo(400);
        assertThat(
                        caller.post("/v1/messages", Caller.object().put("model", "claude"))
                                .at("/error/message")
                                .asString())
                .contains("max_tokens");
        assertThat(
                        caller.send("/simulator/faults", Caller.object().put("fault", "nonsense"))
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void textsThatShareWordsLieNearEachOther() throws Exception {
        var request = Caller.object().put("model", "text-embedding-3-small");
        request.putArray("input").add("rolls and bread").add("bread and rolls").add("cement mixer");

        var data = caller.post("/v1/embeddings", request).path("data");

        assertThat(product(data.path(0), data.path(1))).isGreaterThan(0.99);
        assertThat(product(data.path(0), data.path(2))).isLessThan(0.5);
    }

    private static double product(JsonNode left, JsonNode right) {
        var sum = 0.0;
        for (var index = 0; index < left.path("embedding").size(); index++) {
            sum +=
                    left.path("embedding").path(index).asDouble()
                            * right.path("embedding").path(index).asDouble();
        }
        return sum;
    }

    private static List<String> events(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring(6))
                .toList();
    }

    private static String text(List<JsonNode> chunks, String place) {
        return chunks.stream()
                .map(chunk -> chunk.at(place).asString(""))
                .collect(Collectors.joining());
    }

    private static ObjectNode openAi() {
        var request = Caller.object().put("model", "gpt-4o");
        var messages = request.putArray("messages");
        messages.addObject().put("role", "system").put("content", "Agent: CEO_COPILOT");
        messages.addObject().put("role", "user").put("content", "# Brief: a bakery");
        request.putArray("tools")
                .addObject()
                .put("type", "function")
                .putObject("function")
                .put("name", "list_documents")
                .set("parameters", Caller.JSON.readTree(SCHEMA));
        return request;
    }

    private static ObjectNode anthropic() {
        var request =
                Caller.object()
                        .put("model", "claude-3-5-sonnet-20241022")
                        .put("max_tokens", 1000)
                        .put("system", "Agent: CEO_COPILOT");
        request.putArray("messages")
                .addObject()
                .put("role", "user")
                .put("content", "# Brief: a bakery");
        request.putArray("tools")
                .addObject()
                .put("name", "list_documents")
                .set("input_schema", Caller.JSON.readTree(SCHEMA));
        return request;
    }

    private static ObjectNode gemini() {
        var request = Caller.object();
        request.putObject("systemInstruction")
                .putArray("parts")
                .addObject()
                .put("text", "Agent: CEO_COPILOT");
        request.putArray("contents")
                .addObject()
                .put("role", "user")
                .putArray("parts")
                .addObject()
                .put("text", "# Brief: a bakery");
        request.putArray("tools")
                .addObject()
                .putArray("functionDeclarations")
                .addObject()
                .put("name", "list_documents")
                .set("parameters", Caller.JSON.readTree(SCHEMA));
        return request;
    }
}
