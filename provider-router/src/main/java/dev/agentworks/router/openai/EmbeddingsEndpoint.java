package dev.agentworks.router.openai;

import dev.agentworks.router.execution.CallProgress.Step;
import dev.agentworks.router.execution.Calls;
import dev.agentworks.router.ledger.FinishedCalls;
import dev.agentworks.router.ledger.Outcome;
import dev.agentworks.router.provider.model.ChatOptions;
import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.Message;
import dev.agentworks.router.provider.model.ModelTraits;
import dev.agentworks.router.recorder.DeferredCallRecorder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Vectors of texts. */
@Component
class EmbeddingsEndpoint {
    private static final int MOST_TEXTS = 2_048;
    private static final int MOST_DIMENSIONS = 10_000;

    private final ChatCompletionsEndpoint chat;
    private final Calls calls;
    private final FinishedCalls finished;
    private final DisconnectWatcher disconnects;

    EmbeddingsEndpoint(
            ChatCompletionsEndpoint chat,
            Calls calls,
            FinishedCalls finished,
            DisconnectWatcher disconnects) {
        this.chat = chat;
        this.calls = calls;
        this.finished = finished;
        this.disconnects = disconnects;
    }

    void answer(
            ApiKeyCaller caller,
            JsonNode read,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        var body = new JsonFields(read, "");
        var model = body.requiredText("model");
        var format = body.has("encoding_format") ? body.requiredText("encoding_format") : "float";
        if (!format.equals("float") && !format.equals("base64")) {
            throw body.unsupported("encoding_format", "'encoding_format' must be float or base64.");
        }
        var chatted =
                new ChatRequest(
                        model,
                        null,
                        texts(body).stream().<Message>map(Message.User::new).toList(),
                        List.of(),
                        null,
                        1,
                        ChatOptions.ofVectors(body.integer("dimensions", 1, MOST_DIMENSIONS)),
                        ModelTraits.PLAIN);
        var order = chat.order(caller, model, chatted, null);
        var recorder =
                new DeferredCallRecorder(finished, order.origin(), order.targets().getFirst());
        response.setHeader("x-agentworks-call-id", recorder.key());
        for (var step :
                calls.run(recorder, order, call -> disconnects.watch(request, call))
                        .progress()
                        .from(0, Duration.ZERO)) {
            if (step instanceof Step.Ended(var end)) {
                var outcome = ChatCompletionsEndpoint.succeeded(end);
                CostHeaders.write(outcome, response);
                var list = list(recorder.key(), outcome, format.equals("base64"));
                JsonResponse.write(200, list.toString().getBytes(StandardCharsets.UTF_8), response);
            }
        }
    }

    private static List<String> texts(JsonFields body) {
        if (!body.has("input")) {
            throw body.missing("input");
        }
        var texts = body.texts("input");
        if (texts.isEmpty() || texts.size() > MOST_TEXTS || texts.contains("")) {
            throw OpenAiException.invalid(
                    "input",
                    "invalid_value",
                    "'input' must be a text or up to %d of them, none of them empty."
                            .formatted(MOST_TEXTS));
        }
        return texts;
    }

    private static ObjectNode list(String id, Outcome outcome, boolean encoded) {
        var response = outcome.response();
        var list = JsonNodeFactory.instance.objectNode().put("object", "list");
        var data = list.putArray("data");
        for (int i = 0; i < response.vectors().size(); i++) {
            var one = data.addObject().put("object", "embedding").put("index", i);
            var vector = response.vectors().get(i);
            if (encoded) {
                one.put("embedding", base64(vector));
            } else {
                numbers(vector, one.putArray("embedding"));
            }
        }
        list.put("model", ChatCompletionWriter.model(outcome));
        list.putObject("usage")
                .put("prompt_tokens", response.tokens().input())
                .put("total_tokens", response.tokens().total());
        list.set("agentworks", ChatCompletionWriter.extension(id, outcome));
        return list;
    }

    private static String base64(float[] vector) {
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static void numbers(float[] vector, ArrayNode target) {
        for (var number : vector) {
            target.add(number);
        }
    }
}
