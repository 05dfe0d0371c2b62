package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.FinishReason;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.ResponseBuilder;
import dev.agentworks.router.provider.spi.Vendor.StreamReader;
import dev.agentworks.starter.sse.ServerSentEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the events of a response. The first ones say nothing about success; the last one carries
 * the usage, and there is no other marker of the end.
 */
final class ResponsesStream implements StreamReader {
    private final JsonMapper json;
    private final String provider;
    private final ResponseBuilder answer;

    ResponsesStream(JsonMapper json, String provider, ResponseBuilder answer) {
        this.json = json;
        this.provider = provider;
        this.answer = answer;
    }

    @Override
    public void event(ServerSentEvent event) {
        if (event.data().equals("[DONE]")) {
            return;
        }
        var data = json.readTree(event.data());
        int item = data.path("output_index").asInt(0);
        var delta = data.path("delta").asString("");
        switch (data.path("type").asString("")) {
            case "response.created", "response.in_progress" -> told(data.path("response"));
            case "response.output_item.added" -> added(item, data.path("item"));
            case "response.output_text.delta" -> answer.text(delta);
            case "response.refusal.delta" -> answer.refusal(delta);
            case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
                    answer.reasoning(item, Responses.REASONING, delta);
            case "response.function_call_arguments.delta" -> arguments(item, delta);
            case "response.output_item.done" -> done(item, data.path("item"));
            case "response.completed" -> completed(data.path("response"));
            case "response.incomplete" -> incomplete(data.path("response"));
            case "response.failed" -> failed(data.path("response"));
            case "error" ->
                    answer.fail(
                            OpenAiErrors.inStream(
                                    provider, data.hasNonNull("error") ? data.get("error") : data));
            default -> {}
        }
    }

    private void told(JsonNode response) {
        answer.answeredBy(
                response.path("model").asStringOpt().orElse(null),
                response.path("id").asStringOpt().orElse(null));
        answer.tier(response.path("service_tier").asStringOpt().orElse(null));
    }

    private void added(int index, JsonNode item) {
        if (item.path("type").asString("").equals("function_call")) {
            // the item's own id is another one; results are matched by this
            answer.tool(index, item.path("call_id").asString(""), item.path("name").asString(""));
        }
    }

    private void arguments(int index, String delta) {
        if (!delta.isEmpty()) {
            answer.arguments(index, delta);
        }
    }

    private void done(int index, JsonNode item) {
        switch (item.path("type").asString("")) {
            case "reasoning" ->
                    answer.reasoningData(index, Responses.REASONING, json.writeValueAsString(item));
            case "function_call" -> {
                if (!answer.hasTool(index)) {
                    added(index, item);
                    arguments(index, item.path("arguments").asString(""));
                }
            }
            default -> {}
        }
    }

    private void completed(JsonNode response) {
        ending(response);
        answer.finished(answer.isRefused() ? FinishReason.CONTENT_FILTER : FinishReason.STOP);
        answer.end();
    }

    private void incomplete(JsonNode response) {
        ending(response);
        var why = response.at("/incomplete_details/reason").asString("");
        answer.finished(
                why.equals("content_filter") ? FinishReason.CONTENT_FILTER : FinishReason.LENGTH);
        answer.end();
    }

    private void failed(JsonNode response) {
        ending(response);
        var error = response.path("error");
        answer.fail(
                error.isObject()
                        ? OpenAiErrors.inStream(provider, error)
                        : VendorFailure.of(
                                FailureClass.SERVER_ERROR,
                                "%s broke off its answer.".formatted(provider)));
    }

    private void ending(JsonNode response) {
        told(response);
        if (response.path("usage").isObject()) {
            answer.used(OpenAiUsage.ofResponse(response.get("usage")));
        }
    }
}
