package dev.agentworks.router.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.provider.Conversations;
import dev.agentworks.router.provider.FailureClass;
import dev.agentworks.router.provider.Tokens;
import dev.agentworks.router.provider.UsageSource;
import dev.agentworks.router.provider.Vendor;
import dev.agentworks.router.provider.VendorContract;
import dev.agentworks.router.provider.VendorJson;
import dev.agentworks.router.provider.VendorServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnthropicTests extends VendorContract {
    private final Anthropic anthropic = new Anthropic(Clock.systemUTC());

    @Override
    protected Vendor vendor() {
        return anthropic;
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
        return """
        event: error
        data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}

        """;
    }

    @Override
    protected List<Refusal> refusals() {
        return List.of(
                Refusal.of(400, error("invalid_request_error", "x"), FailureClass.INVALID_REQUEST),
                Refusal.of(
                        400,
                        error("invalid_request_error", "Your credit balance is too low"),
                        FailureClass.QUOTA_EXHAUSTED),
                Refusal.of(404, error("not_found_error", "x"), FailureClass.INVALID_REQUEST),
                Refusal.of(413, "<html>too large</html>", FailureClass.INVALID_REQUEST),
                Refusal.of(
                        401,
                        error("authentication_error", "invalid sk-very-secret-key"),
                        FailureClass.AUTH),
                Refusal.of(403, error("permission_error", "x"), FailureClass.AUTH),
                Refusal.of(402, error("billing_error", "x"), FailureClass.QUOTA_EXHAUSTED),
                Refusal.of(
                        429,
                        error("rate_limit_error", "enforced_spend_limit_reached"),
                        FailureClass.QUOTA_EXHAUSTED),
                new Refusal(
                        429,
                        Map.of("retry-after", "12"),
                        error("rate_limit_error", "x"),
                        FailureClass.RATE_LIMITED,
                        Duration.ofSeconds(12)),
                Refusal.of(500, error("api_error", "x"), FailureClass.SERVER_ERROR),
                Refusal.of(504, error("timeout_error", "x"), FailureClass.TIMEOUT),
                Refusal.of(409, error("conflict_error", "x"), FailureClass.CONFLICT),
                Refusal.of(529, error("overloaded_error", "x"), FailureClass.OVERLOADED));
    }

    @Test
    void writesTheRequestAsTheVendorWantsIt() {
        var written = anthropic.write(Conversations.withTools(), access());

        var body = VendorJson.MAPPER.readTree(written.body());
        assertThat(written.uri().getPath()).isEqualTo("/v1/messages");
        assertThat(written.headers()).containsEntry("anthropic-version", "2023-06-01");
        assertThat(body.at("/system").asString("")).isEqualTo("Be brief.");
        assertThat(body.at("/max_tokens").asInt(0)).isEqualTo(1000);
        assertThat(body.at("/messages")).hasSize(3);
        assertThat(body.at("/messages/1/content/1/type").asString("")).isEqualTo("tool_use");
        // both results of the parallel turn stand in one message
        assertThat(body.at("/messages/2/content")).hasSize(2);
        assertThat(body.at("/messages/2/content/1/is_error").asBoolean(false)).isTrue();
    }

    @Test
    void aCutStreamKnowsItsInputExactly() throws Exception {
        var text = golden("text");
        server.behave(VendorServer.cut(text.substring(0, text.indexOf("event: message_delta"))));

        var answer = ask();

        assertThat(answer.usageSource()).isEqualTo(UsageSource.PARTIAL);
        assertThat(answer.tokens().input()).isEqualTo(20);
    }

    private static String error(String type, String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}"
                .formatted(type, message);
    }
}
