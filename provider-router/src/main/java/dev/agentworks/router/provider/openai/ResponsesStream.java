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
    private final ResponseBuilder response;

    ResponsesStream(JsonMapper json, String provider, ResponseBuilder response) {
        this.json = json;
        this.provider = provider;
        this.response = response;
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
            case "response.output_text.delta" -> response.text(delta);
            case "response.refusal.delta" -> response.refusal(delta);
            case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
                    response.reasoning(item, Responses.REASONING, delta);
            case "response.function_call_arguments.delta" -> arguments(item, delta);
            case "response.output_item.done" -> done(item, data.path("item"));
            case "response.completed" -> completed(data.path("response"));
            case "response.incomplete" -> incomplete(data.path("response"));
            case "response.failed" -> failed(data.path("response"));
            case "error" ->
                    response.fail(
                            OpenAiErrors.inStream(
                                    provider, data.hasNonNull("error") ? data.get("error") : data));
            default -> {}
        }
    }

    private void told(JsonNode body) {
        response.answeredBy(
                body.path("model").asStringOpt().orElse(null),
                body.path("id").asStringOpt().orElse(null));
        response.tier(body.path("service_tier").asStringOpt().orElse(null));
    }

    private void added(int index, JsonNode item) {
        if (item.path("type").asString("").equals("function_call")) {
            // the item's own id is another one; results are matched by this
            response.tool(index, item.path("call_id").asString(""), item.path("name").asString(""));
        }
    }

    private void arguments(int index, String delta) {
        if (!delta.isEmpty()) {
            response.arguments(index, delta);
        }
    }

    private void done(int index, JsonNode item) {
        switch (item.path("type").asString("")) {
            case "reasoning" ->
                    response.reasoningData(
                            index, Responses.REASONING, json.writeValueAsString(item));
            case "function_call" -> {
                if (!response.hasTool(index)) {
                    added(index, item);
                    arguments(index, item.path("arguments").asString(""));
                }
            }
            default -> {}
        }
    }

    private void completed(JsonNode body) {
        ending(body);
        response.finished(response.isRefused() ? FinishReason.CONTENT_FILTER : FinishReason.STOP);
        response.end();
    }

    private void incomplete(JsonNode body) {
        ending(body);
        var why = body.at("/incomplete_details/reason").asString("");
        response.finished(
                why.equals("content_filter") ? FinishReason.CONTENT_FILTER : FinishReason.LENGTH);
        response.end();
    }

    private void failed(JsonNode body) {
        ending(body);
        var error = body.path("error");
        response.fail(
                error.isObject()
                        ? OpenAiErrors.inStream(provider, error)
                        : VendorFailure.of(
                                FailureClass.SERVER_ERROR,
                                "%s broke off its answer.".formatted(provider)));
    }

    private void ending(JsonNode body) {
        told(body);
        if (body.path("usage").isObject()) {
            response.used(OpenAiUsage.ofResponse(body.get("usage")));
        }
    }
}
