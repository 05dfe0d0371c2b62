package dev.agentworks.local.llm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.agentworks.local.llm.conversation.Tokens;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * OpenAI's embeddings: the words of a text hashed into a vector of length one. Texts that share
 * words get similar vectors, which is all that a simulation can promise.
 */
final class EmbeddingsEndpoint implements HttpHandler {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int DIMENSIONS = 256;

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            var request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            var input = request.path("input");
            var texts =
                    input.isArray()
                            ? input.valueStream().map(it -> it.asString("")).toList()
                            : List.of(input.asString(""));
            var answer =
                    JSON.createObjectNode()
                            .put("object", "list")
                            .put("model", request.path("model").asString("simulated"));
            var data = answer.putArray("data");
            var tokens = 0;
            for (var text : texts) {
                var entry =
                        data.addObject().put("object", "embedding").put("index", data.size() - 1);
                var vector = entry.putArray("embedding");
                for (var component : vector(text)) {
                    vector.add(component);
                }
                tokens += Tokens.estimate(text);
            }
            answer.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
            HttpAnswers.json(exchange, 200, answer.toString());
        } catch (JacksonException _) {
            HttpAnswers.json(
                    exchange,
                    400,
                    "{\"error\":{\"message\":\"The body is not JSON.\",\"type\":\"invalid_request_error\"}}");
        }
    }

    private static float[] vector(String text) {
        var vector = new float[DIMENSIONS];
        for (var word : text.toLowerCase(Locale.ROOT).split("\\W+")) {
            if (!word.isEmpty()) {
                vector[Math.floorMod(word.hashCode() * 31, DIMENSIONS)] += 1;
            }
        }
        var length = 0.0;
        for (var component : vector) {
            length += component * component;
        }
        for (var index = 0; index < DIMENSIONS && length > 0; index++) {
            vector[index] /= (float) Math.sqrt(length);
        }
        return vector;
    }
}
