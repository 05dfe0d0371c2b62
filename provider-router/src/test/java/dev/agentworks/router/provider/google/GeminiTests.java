package dev.agentworks.router.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.provider.Conversations;
import dev.agentworks.router.provider.FailureClass;
import dev.agentworks.router.provider.FinishReason;
import dev.agentworks.router.provider.Tokens;
import dev.agentworks.router.provider.Vendor;
import dev.agentworks.router.provider.VendorContract;
import dev.agentworks.router.provider.VendorJson;
import dev.agentworks.router.provider.VendorServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeminiTests extends VendorContract {
    private final Gemini gemini = new Gemini();

    @Override
    protected Vendor vendor() {
        return gemini;
    }

    @Override
    protected Tokens textTokens() {
        return new Tokens(20, 0, 0, 0, 5, 0, 0);
    }

    @Override
    protected Tokens cachedAndReasoningTokens() {
        return new Tokens(1024, 1024, 0, 0, 300, 200, 0);
    }

    @Override
    protected String errorEvent() {
        return "data: {\"error\":{\"code\":503,\"message\":\"overloaded\",\"status\":\"UNAVAILABLE\"}}\n\n";
    }

    @Override
    protected List<Refusal> refusals() {
        return List.of(
                Refusal.of(400, error(400, "INVALID_ARGUMENT", ""), FailureClass.INVALID_REQUEST),
                Refusal.of(
                        400,
                        error(400, "INVALID_ARGUMENT", "{\"reason\":\"API_KEY_INVALID\"}"),
                        FailureClass.AUTH),
                Refusal.of(404, error(404, "NOT_FOUND", ""), FailureClass.INVALID_REQUEST),
                Refusal.of(401, error(401, "UNAUTHENTICATED", ""), FailureClass.AUTH),
                Refusal.of(403, error(403, "PERMISSION_DENIED", ""), FailureClass.AUTH),
                Refusal.of(402, error(402, "x", ""), FailureClass.QUOTA_EXHAUSTED),
                new Refusal(
                        429,
                        java.util.Map.of(),
                        "["
                                + error(
                                        429,
                                        "RESOURCE_EXHAUSTED",
                                        "{\"retryDelay\":\"45.837906927s\"}")
                                + "]",
                        FailureClass.RATE_LIMITED,
                        Duration.ofSeconds(45, 837_906_927)),
                Refusal.of(
                        429,
                        error(
                                429,
                                "RESOURCE_EXHAUSTED",
                                "{\"violations\":[{\"quotaId\":\"RequestsPerDayPerProject\"}]}"),
                        FailureClass.QUOTA_EXHAUSTED),
                Refusal.of(500, error(500, "INTERNAL", ""), FailureClass.SERVER_ERROR),
                Refusal.of(503, error(503, "UNAVAILABLE", ""), FailureClass.OVERLOADED),
                Refusal.of(504, error(504, "DEADLINE_EXCEEDED", ""), FailureClass.TIMEOUT),
                Refusal.of(409, error(409, "ABORTED", ""), FailureClass.CONFLICT));
    }

    @Test
    void writesTheRequestAsTheVendorWantsIt() {
        var written = gemini.write(Conversations.withTools(), access());

        var body = VendorJson.MAPPER.readTree(written.body());
        assertThat(written.uri().toString())
                .endsWith("/v1beta/models/some-model:streamGenerateContent?alt=sse");
        assertThat(written.uri().toString()).doesNotContain("secret");
        assertThat(body.at("/contents")).hasSize(3);
        assertThat(body.at("/contents/1/role").asString("")).isEqualTo("model");
        assertThat(body.at("/contents/1/parts/1/thoughtSignature").asString(""))
                .isEqualTo("signed");
        assertThat(body.at("/contents/2/parts/0/functionResponse/response/output").asString(""))
                .isEqualTo("A card.");
        assertThat(body.at("/contents/2/parts/1/functionResponse/response/error").asString(""))
                .isEqualTo("No such card.");
    }

    @Test
    void keepsTheSignatureOfACall() throws Exception {
        server.behave(VendorServer.stream(golden("tools")));

        assertThat(ask().toolCalls().getFirst().signature()).isEqualTo("c2lnbmVk");
    }

    @Test
    void aBlockedPromptIsARefusal() throws Exception {
        server.behave(
                VendorServer.stream(
                        """
                        data: {"promptFeedback":{"blockReason":"SAFETY"},"usageMetadata":{"promptTokenCount":9}}

                        """));

        var answer = ask();

        assertThat(answer.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(answer.tokens().input()).isEqualTo(9);
    }

    @Test
    void aMalformedCallIsAFailureThatMayBeTriedAgain() throws Exception {
        server.behave(
                VendorServer.stream(
                        golden("text").replace("\"STOP\"", "\"MALFORMED_FUNCTION_CALL\"")));

        assertThat(kind(ask())).isEqualTo(FailureClass.INVALID_OUTPUT);
        assertThat(FailureClass.INVALID_OUTPUT.retryable()).isTrue();
    }

    private static String error(int code, String status, String detail) {
        return "{\"error\":{\"code\":%d,\"message\":\"said\",\"status\":\"%s\",\"details\":[%s]}}"
                .formatted(code, status, detail);
    }
}
