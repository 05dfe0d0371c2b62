package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.model.EmbeddingsRequest;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.model.UsageSource;
import dev.agentworks.router.provider.spi.Embeddings;
import dev.agentworks.router.provider.spi.ProviderSettings.Access;
import dev.agentworks.router.provider.spi.VendorJson;
import dev.agentworks.router.provider.spi.VendorRequest;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Embeddings as OpenAI speaks them; the vectors as numbers or as the bytes of them. */
final class OpenAiEmbeddings implements Embeddings.OverHttp {
    /** Bytes are a third of the text that numbers are. */
    static final OpenAiEmbeddings BASE64 = new OpenAiEmbeddings("base64");

    /** Every server has this. */
    static final OpenAiEmbeddings NUMBERS = new OpenAiEmbeddings("float");

    private final String encoding;

    private OpenAiEmbeddings(String encoding) {
        this.encoding = encoding;
    }

    @Override
    public VendorRequest write(EmbeddingsRequest request, Access access) {
        var body = VendorJson.MAPPER.createObjectNode().put("model", request.model());
        var input = body.putArray("input");
        request.texts().forEach(input::add);
        if (request.dimensions() != null) {
            body.put("dimensions", request.dimensions());
        }
        body.put("encoding_format", encoding);
        return new VendorRequest(
                URI.create(access.baseUrl() + "/embeddings"),
                ChatCompletions.headers(access),
                VendorJson.MAPPER.writeValueAsBytes(body));
    }

    @Override
    public Vectors read(EmbeddingsRequest request, String body) {
        var root = VendorJson.MAPPER.readTree(body);
        var vectors = new ArrayList<float[]>();
        root.path("data")
                .valueStream()
                .sorted((one, other) -> Integer.compare(index(one), index(other)))
                .forEach(item -> vectors.add(vector(item.path("embedding"))));
        var model = root.path("model").asStringOpt().orElse(null);
        var told = root.at("/usage/prompt_tokens");
        return told.isNumber()
                ? new Vectors(vectors, Tokens.of(told.asLong(0), 0), UsageSource.PROVIDER, model)
                : Vectors.estimated(request, vectors, model);
    }

    private static int index(JsonNode item) {
        return item.path("index").asInt(0);
    }

    private static float[] vector(JsonNode embedding) {
        if (embedding.isString()) {
            var bytes = Base64.getDecoder().decode(embedding.asString(""));
            var floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            var vector = new float[floats.remaining()];
            floats.get(vector);
            return vector;
        }
        return numbers(embedding.valueStream().toList());
    }

    private static float[] numbers(List<JsonNode> values) {
        var vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = values.get(i).asFloat(0);
        }
        return vector;
    }
}
