package dev.agentworks.orchestrator.client;

import dev.agentworks.starter.servicetoken.RemoteProblem;
import dev.agentworks.starter.servicetoken.ServiceClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** The router's embeddings over HTTP; empty when the router does not answer with vectors. */
@Component
class RestEmbeddings implements Embeddings {

    private static final Logger LOG = LoggerFactory.getLogger(RestEmbeddings.class);

    private final RestClient router;
    private final String provider;
    private final String model;

    RestEmbeddings(
            ServiceClients clients,
            @Value("${agentworks.knowledge.provider:local}") String provider,
            @Value("${agentworks.knowledge.model:all-minilm-l6-v2}") String model) {
        this.router = clients.to("router", "router:complete");
        this.provider = provider;
        this.model = model;
    }

    @Override
    public String model() {
        return provider + "/" + model;
    }

    @Override
    public Optional<List<float[]>> of(
            String key, UUID workspace, UUID project, List<String> texts) {
        try {
            var answer =
                    router.put()
                            .uri("/internal/embeddings/{key}", key)
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(new Request(workspace, project, provider, model, texts))
                            .retrieve()
                            .body(JsonNode.class);
            var vectors = answer == null ? null : answer.path("vectors");
            if (vectors != null && vectors.size() == texts.size()) {
                return Optional.of(read(vectors));
            }
            LOG.info("no embeddings of {} texts now: {}", texts.size(), state(answer));
        } catch (RemoteProblem | ResourceAccessException unreachable) {
            LOG.info("no embeddings of {} texts now: {}", texts.size(), unreachable.getMessage());
        }
        return Optional.empty();
    }

    private static String state(@Nullable JsonNode answer) {
        return answer == null ? "under way" : answer.path("state").asString("under way");
    }

    private static List<float[]> read(JsonNode vectors) {
        var read = new ArrayList<float[]>();
        for (var vector : vectors) {
            var numbers = new float[vector.size()];
            double length = 0;
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) vector.path(i).asDouble();
                length += (double) numbers[i] * numbers[i];
            }
            for (int i = 0; i < numbers.length && length > 0; i++) {
                numbers[i] /= (float) Math.sqrt(length);
            }
            read.add(numbers);
        }
        return read;
    }

    private record Request(
            UUID workspaceId, UUID projectId, String provider, String model, List<String> texts) {}
}
