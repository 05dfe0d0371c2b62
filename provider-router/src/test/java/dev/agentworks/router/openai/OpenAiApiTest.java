package dev.agentworks.router.openai;

import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.agentworks.router.completion.VendorStubTest;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The OpenAI-compatible API, called by OpenAI's own client with another base URL. */
abstract class OpenAiApiTest extends VendorStubTest {
    protected static final String WHOLE =
            """
            {"id":"chatcmpl-9","object":"chat.completion","created":1760000000,"model":"gpt-4o-2024-08-06",
             "service_tier":"default","system_fingerprint":"fp_1",
             "choices":[{"index":0,"message":{"role":"assistant","content":"Hello, wörld!","refusal":null,
               "annotations":[]},"logprobs":null,"finish_reason":"stop"}],
             "usage":{"prompt_tokens":20,"completion_tokens":5,"total_tokens":25,
               "prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":2}}}
            """;

    protected final UUID apiKey = UUID.randomUUID();

    @DynamicPropertySource
    static void google(DynamicPropertyRegistry registry) {
        registry.add("agentworks.router.providers.google.base-url", VENDOR::url);
        registry.add("agentworks.router.providers.google.api-key", () -> SECRET);
    }

    protected OpenAIClient client() {
        return client(keyToken(), apiKey.toString());
    }

    protected OpenAIClient client(String token, String keyId) {
        return OpenAIOkHttpClient.builder()
                .baseUrl("http://127.0.0.1:" + port + "/v1")
                .apiKey(token)
                .putHeader("X-Api-Key-Id", keyId)
                .maxRetries(0)
                .build();
    }

    protected String keyToken() {
        return tokens.token(
                "gateway",
                new ActingUser(
                        UUID.randomUUID().toString(), Map.of(workspace.toString(), "MEMBER")),
                "router:v1");
    }

    protected static ChatCompletionCreateParams.Builder ask(String model) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage("Say hello.");
    }

    protected ChatCompletion streamed(ChatCompletionCreateParams params) {
        var whole = ChatCompletionAccumulator.create();
        try (var stream = client().chat().completions().createStreaming(params)) {
            stream.stream().forEach(whole::accumulate);
        }
        return whole.chatCompletion();
    }

    /** The one call of the test's workspace as the ledger has it. */
    protected Map<String, @Nullable Object> call() {
        return await().until(
                        () ->
                                jdbc.sql("select * from llm_call where workspace_id = ?")
                                        .param(workspace)
                                        .query()
                                        .listOfRows(),
                        rows -> !rows.isEmpty())
                .getFirst();
    }
}
