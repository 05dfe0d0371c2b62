package dev.agentworks.local.llm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** OpenAI's list of models; any other name is answered as well. */
final class ModelsEndpoint implements HttpHandler {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> MODELS =
            List.of("gpt-4o", "gpt-4o-mini", "text-embedding-3-small");

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var answer = JSON.createObjectNode().put("object", "list");
        var data = answer.putArray("data");
        MODELS.forEach(model ->
                data.addObject()
                        .put("id", model)
                        .put("object", "model")
                        .put("owned_by", "simulated"));
        HttpAnswers.json(exchange, 200, answer.toString());
    }
}
