package dev.agentworks.router.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.provider.http.VendorServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Vectors by key, of the model in this process and of a vendor. */
class EmbeddingTests extends VendorStubTest {
    private static final String FROM_VENDOR =
            """
            {"model":"text-embedding-3-small","data":[{"index":0,"embedding":[0.5,-0.5]}],
             "usage":{"prompt_tokens":1000,"total_tokens":1000}}
            """;

    @Test
    void givesVectorsWithoutAnyVendor() {
        var answer = embed(key(), "local", "all-minilm-l6-v2", "\"Hello.\",\"Good day.\"");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var told = json(answer);
        assertThat(told.path("state").asString("")).isEqualTo("SUCCEEDED");
        assertThat(told.path("vectors")).hasSize(2);
        assertThat(told.at("/vectors/0")).hasSize(384);
        assertThat(told.at("/usage/inputTokens").asInt(0)).isPositive();
        assertThat(told.path("cost").asString("")).isEqualTo("0.000000000000");
        assertThat(told.path("priceVersion").asString("")).isNotEmpty();
    }

    @Test
    void asksAVendorOnceForAKeyAndRatesItByItsPrice() {
        VENDOR.behave(VendorServer.respond(200, Map.of(), FROM_VENDOR));
        var key = key();

        var first = embed(key, "openai", "text-embedding-3-small", "\"Hello.\"");
        var again = embed(key, "openai", "text-embedding-3-small", "\"Hello.\"");

        assertThat(json(first).at("/vectors/0/1").asDouble(0)).isEqualTo(-0.5);
        assertThat(json(first).path("cost").asString("")).isEqualTo("0.000020000000");
        assertThat(json(again)).isEqualTo(json(first));
        assertThat(VENDOR.dispatches(key)).isEqualTo(1);
        assertThat(row(key)).containsEntry("state", "SUCCEEDED");
    }

    @Test
    void refusesAnotherRequestWithTheSameKey() {
        VENDOR.behave(VendorServer.respond(200, Map.of(), FROM_VENDOR));
        var key = key();
        embed(key, "openai", "text-embedding-3-small", "\"Hello.\"");

        assertThat(embed(key, "openai", "text-embedding-3-small", "\"Bye.\"").statusCode())
                .isEqualTo(422);
        assertThat(put(key, body("gpt-4o", "")).statusCode()).isEqualTo(422);
    }

    @Test
    void refusesAModelThatMakesNoVectors() {
        assertThat(embed(key(), "openai", "gpt-4o", "\"Hello.\"").statusCode()).isEqualTo(400);
        assertThat(put(key(), body("text-embedding-3-small", "")).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesTextsThatAreNone() {
        assertThat(embed(key(), "local", "all-minilm-l6-v2", "\"\"").statusCode()).isEqualTo(400);
        assertThat(embed(key(), "local", "all-minilm-l6-v2", "").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> embed(String key, String provider, String model, String texts) {
        return send(
                request("/internal/embeddings/" + key, token())
                        .PUT(
                                HttpRequest.BodyPublishers.ofString(
                                        """
                                        {"workspaceId":"%s","projectId":"%s","provider":"%s",
                                         "model":"%s","texts":[%s]}
                                        """
                                                .formatted(
                                                        workspace, workspace, provider, model,
                                                        texts))));
    }
}
