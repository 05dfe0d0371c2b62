package dev.agentworks.router.provider.google;

import dev.agentworks.router.provider.model.EmbeddingsRequest;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.model.UsageSource;
import dev.agentworks.router.provider.spi.Embeddings;
import dev.agentworks.router.provider.spi.ProviderSettings.Access;
import dev.agentworks.router.provider.spi.VendorJson;
import dev.agentworks.router.provider.spi.VendorRequest;
import java.util.ArrayList;
import java.util.Map;

/** Embeddings of the Gemini API, which as a rule does not tell what they used. */
final class GeminiEmbeddings implements Embeddings.OverHttp {
    @Override
    public VendorRequest write(EmbeddingsRequest request, Access access) {
        var body = VendorJson.MAPPER.createObjectNode();
        var requests = body.putArray("requests");
        for (var text : request.texts()) {
            var one = requests.addObject().put("model", "models/" + request.model());
            one.putObject("content").putArray("parts").addObject().put("text", text);
            if (request.dimensions() != null) {
                one.put("outputDimensionality", request.dimensions());
            }
        }
        return new VendorRequest(
                Gemini.model(access, request.model(), "batchEmbedContents"),
                Map.of("x-goog-api-key", access.key().value()),
                VendorJson.MAPPER.writeValueAsBytes(body));
    }

    @Override
    public Vectors read(EmbeddingsRequest request, String body) {
        var root = VendorJson.MAPPER.readTree(body);
        var vectors = new ArrayList<float[]>();
        for (var embedding : root.path("embeddings")) {
            var values = embedding.path("values");
            var vector = new float[values.size()];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = values.get(i).asFloat(0);
            }
            vectors.add(vector);
        }
        var told = root.at("/usageMetadata/promptTokenCount");
        return told.isNumber()
                ? new Vectors(vectors, Tokens.of(told.asLong(0), 0), UsageSource.PROVIDER, null)
                : Vectors.estimated(request, vectors, null);
    }
}
