package dev.agentworks.router.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.provider.http.VendorServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a model writes wrongly is its caller's to answer: the call itself has succeeded. */
class MalformedCallTests extends VendorStubTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"path\": \"a.txt\", \"content\": \"x",
                "null",
                "[]",
                "\"{\\\"path\\\":\\\"a.txt\\\"}\"",
                "not json at all"
            })
    void handsOnArgumentsThatAreNoObjectAsText(String written) {
        vendorCalls("call_1", "write_file", written, "tool_calls");

        var answer = completed();

        assertThat(answer.path("finishReason").asString("")).isEqualTo("tool_calls");
        assertThat(answer.at("/toolCalls/0/name").asString("")).isEqualTo("write_file");
        assertThat(answer.at("/toolCalls/0/arguments").isString()).isTrue();
        assertThat(answer.at("/toolCalls/0/arguments").stringValue()).isEqualTo(written);
    }

    @Test
    void handsOnArgumentsThatAreNestedTooDeepAsText() {
        var deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
        vendorCalls("call_1", "write_file", deep, "tool_calls");

        assertThat(completed().at("/toolCalls/0/arguments").stringValue()).isEqualTo(deep);
    }

    @Test
    void handsOnACallWithoutAName() {
        vendorCalls("call_1", "", "{}", "tool_calls");

        var answer = completed();

        assertThat(answer.path("toolCalls")).hasSize(1);
        assertThat(answer.at("/toolCalls/0/id").asString("")).isEqualTo("call_1");
        assertThat(answer.at("/toolCalls/0/name").asString("?")).isEmpty();
    }

    @Test
    void tellsACallThatWasCutFromOneWithoutArguments() {
        vendorCalls("call_1", "write_file", "", "length");

        var answer = completed();

        assertThat(answer.path("finishReason").asString("")).isEqualTo("length");
        assertThat(answer.at("/toolCalls/0/arguments").isString()).isTrue();

        vendorCalls("call_1", "list_files", "", "tool_calls");
        assertThat(completed().at("/toolCalls/0/arguments").isObject()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "claude-3-5-sonnet-20241022"})
    void takesTheSameTextBackInTheConversation(String model) {
        var claude = model.startsWith("claude");
        VENDOR.behave(VendorServer.stream(golden(claude ? "anthropic" : "openai", "text")));
        var body =
                """
                {"workspaceId":"%s","projectId":"%s","provider":"%s","model":"%s","messages":[
                  {"role":"user","content":"Write."},
                  {"role":"assistant","toolCalls":[{"id":"c1","name":"write_file","arguments":"{\\"path\\": \\"a"}]},
                  {"role":"tool","toolCallId":"c1","content":"That was no JSON.","isError":true}]}
                """
                        .formatted(workspace, workspace, claude ? "anthropic" : "openai", model);

        var answer = put(key(), body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var sent = JSON.readTree(VENDOR.received().getLast().body());
        var arguments =
                claude
                        ? sent.at("/messages/1/content/0/input")
                        : sent.at("/messages/1/tool_calls/0/function/arguments");
        assertThat(arguments)
                .isEqualTo(
                        claude
                                ? JsonNodeFactory.instance.objectNode()
                                : JsonNodeFactory.instance.stringNode("{\"path\": \"a"));
    }

    private JsonNode completed() {
        var answer = put(key(), body("gpt-4o", ""));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("state").asString("")).isEqualTo("SUCCEEDED");
        return json(answer);
    }

    private static void vendorCalls(String id, String name, String arguments, String reason) {
        var chunk = JsonNodeFactory.instance.objectNode().put("id", "c1");
        var choice = chunk.putArray("choices").addObject().put("index", 0);
        var call = choice.putObject("delta").putArray("tool_calls").addObject().put("index", 0);
        call.put("id", id)
                .put("type", "function")
                .putObject("function")
                .put("name", name)
                .put("arguments", arguments);
        VENDOR.behave(
                VendorServer.stream(
                        "data: %s\n\ndata: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"%s\"}]}\n\ndata: [DONE]\n\n"
                                .formatted(chunk, reason)));
    }
}
