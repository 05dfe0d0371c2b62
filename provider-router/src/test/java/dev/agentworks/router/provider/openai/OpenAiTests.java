package dev.agentworks.router.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.provider.Conversations;
import dev.agentworks.router.provider.FailureClass;
import dev.agentworks.router.provider.FinishReason;
import dev.agentworks.router.provider.Tokens;
import dev.agentworks.router.provider.UsageSource;
import dev.agentworks.router.provider.Vendor;
import dev.agentworks.router.provider.VendorContract;
import dev.agentworks.router.provider.VendorJson;
import dev.agentworks.router.provider.VendorServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenAiTests extends VendorContract {
    private final OpenAi openAi = new OpenAi();

    @Override
    protected Vendor vendor() {
        return openAi;
    }

    @Override
    protected Tokens textTokens() {
        return new Tokens(20, 0, 0, 0, 5, 0, 0);
    }

    @Override
    protected Tokens cachedAndReasoningTokens() {
        return new Tokens(1000, 1024, 24, 0, 300, 200, 0);
    }

    @Override
    protected String errorEvent() {
        return "data: {\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}\n\n";
    }

    @Override
    protected List<Refusal> refusals() {
        return List.of(
                Refusal.of(400, error("invalid_request_error", "x"), FailureClass.INVALID_REQUEST),
                Refusal.of(
                        404,
                        error("invalid_request_error", "model_not_found"),
                        FailureClass.INVALID_REQUEST),
                Refusal.of(
                        401,
                        "{\"error\":{\"message\":\"Incorrect API key provided: sk-very-secret-key\"}}",
                        FailureClass.AUTH),
                Refusal.of(403, error("x", "x"), FailureClass.AUTH),
                Refusal.of(
                        429,
                        error("insufficient_quota", "insufficient_quota"),
                        FailureClass.QUOTA_EXHAUSTED),
                Refusal.of(
                        429, error("x", "credit_balance_exhausted"), FailureClass.QUOTA_EXHAUSTED),
                new Refusal(
                        429,
                        Map.of("retry-after", "7"),
                        error("requests", "rate_limit_exceeded"),
                        FailureClass.RATE_LIMITED,
                        Duration.ofSeconds(7)),
                new Refusal(
                        429,
                        Map.of("retry-after-ms", "250", "retry-after", "1"),
                        error("tokens", "rate_limit_exceeded"),
                        FailureClass.RATE_LIMITED,
                        Duration.ofMillis(250)),
                Refusal.of(429, error("slow_down", "slow_down"), FailureClass.OVERLOADED),
                Refusal.of(
                        503,
                        error("server_error", "server_is_overloaded"),
                        FailureClass.OVERLOADED),
                Refusal.of(500, error("server_error", "x"), FailureClass.SERVER_ERROR),
                Refusal.of(
                        502,
                        "<html>Bad gateway sk-very-secret-key</html>",
                        FailureClass.SERVER_ERROR),
                Refusal.of(504, "", FailureClass.TIMEOUT),
                Refusal.of(408, "", FailureClass.TIMEOUT),
                Refusal.of(409, error("x", "x"), FailureClass.CONFLICT),
                Refusal.of(200, error("invalid_request_error", "x"), FailureClass.INVALID_REQUEST));
    }

    @Test
    void writesTheRequestAsTheVendorWantsIt() {
        var written = openAi.write(Conversations.withTools(), access());

        var body = VendorJson.MAPPER.readTree(written.body());
        assertThat(written.uri().getPath()).isEqualTo("/chat/completions");
        assertThat(body.at("/messages/0/role").asString("")).isEqualTo("system");
        assertThat(body.at("/messages/2/tool_calls/0/function/arguments").asString(""))
                .isEqualTo("{\"id\":\"AW-1\"}");
        assertThat(body.at("/messages/4/tool_call_id").asString("")).isEqualTo("two");
        assertThat(body.at("/messages/4/content").asString("")).isEqualTo("Error: No such card.");
        assertThat(body.at("/stream_options/include_usage").asBoolean(false)).isTrue();
        assertThat(body.at("/max_completion_tokens").asInt(0)).isEqualTo(1000);
        assertThat(written).asString().doesNotContain("secret");
    }

    @Test
    void anAnswerWithoutUsageIsCountedByUs() throws Exception {
        var withoutUsage = golden("text").replaceAll("data: [^\n]*\"usage\":\\{[^\n]*\n\n", "");
        server.behave(VendorServer.stream(withoutUsage));

        var answer = ask();

        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.usageSource()).isEqualTo(UsageSource.ESTIMATED);
        assertThat(answer.tokens().output()).isPositive();
    }

    @Test
    void argumentsThatAreNoJsonAreAFailure() throws Exception {
        server.behave(VendorServer.stream(golden("tools").replace("Done.\\\"}", "Done.")));

        assertThat(kind(ask())).isEqualTo(FailureClass.INVALID_OUTPUT);
    }

    private static String error(String type, String code) {
        return "{\"error\":{\"message\":\"said\",\"type\":\"%s\",\"code\":\"%s\"}}"
                .formatted(type, code);
    }
}
