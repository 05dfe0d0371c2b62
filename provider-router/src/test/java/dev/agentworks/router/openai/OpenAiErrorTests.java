package dev.agentworks.router.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.agentworks.router.provider.http.VendorServer;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiErrorTests extends OpenAiApiTest {
    @Test
    void onlyTheGatewayWithAKeysTokenIsLetIn() {
        assertThat(
                        refusal(
                                        client("not-a-token", apiKey.toString()),
                                        UnauthorizedException.class)
                                .code())
                .contains("invalid_api_key");
        var user = new ActingUser("u", Map.of(workspace.toString(), "OWNER"));
        for (var token :
                java.util.List.of(
                        tokens.token("orchestrator", user, "router:v1"),
                        tokens.token("gateway", user, "router:public"),
                        tokens.token(
                                "gateway",
                                new ActingUser(
                                        "u",
                                        Map.of(
                                                workspace.toString(), "OWNER",
                                                UUID.randomUUID().toString(), "OWNER")),
                                "router:v1"))) {
            refusal(client(token, apiKey.toString()), PermissionDeniedException.class);
        }
        refusal(client(keyToken(), "not-an-id"), PermissionDeniedException.class);
        assertThat(send(request("/v1/models", null).GET()).statusCode()).isEqualTo(401);
    }

    @Test
    void aModelThatIsNotThereIsNotFound() {
        var refused =
                catchThrowableOfType(
                        NotFoundException.class,
                        () -> client().chat().completions().create(ask("gpt-17").build()));

        assertThat(refused.code()).contains("model_not_found");
        assertThat(refused.param()).contains("model");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\":\"gpt-4o\",\"n\":2,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}|n|unsupported_value",
                "{\"model\":\"gpt-4o\"}|messages|missing_required_parameter",
                "{\"model\":\"gpt-4o\",\"messages\":[]}|messages|empty_array",
                "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"wizard\",\"content\":\"x\"}]}|messages[0].role|unsupported_value",
                "{\"model\":\"gpt-4o\",\"temperature\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}|temperature|invalid_value",
                "{\"model\":\"gpt-4o\",\"temperature\":\"hot\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}|temperature|invalid_type",
                "{\"model\":\"claude-3-5-sonnet-20241022\",\"logprobs\":true,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}|logprobs|unsupported_parameter",
                "{\"model\":\"text-embedding-3-small\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}|messages|unsupported_parameter",
                "{\"model\":|null|invalid_json",
                "[]|null|invalid_type"
            })
    void aRequestThatCannotBeHonouredSaysWhichFieldAndWhy(String body, String param, String code) {
        var answer =
                send(
                        request("/v1/chat/completions", "Bearer " + keyToken())
                                .header("X-Api-Key-Id", apiKey.toString())
                                .POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        var error = json(answer).path("error");
        assertThat(error.path("type").asString("")).isEqualTo("invalid_request_error");
        assertThat(error.path("param").asString("null")).isEqualTo(param);
        assertThat(error.path("code").asString("")).isEqualTo(code);
        assertThat(error.path("message").asString("")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "*/*", "x", "application/json; charset=none"})
    void aBodyOfAnotherTypeIsNotTaken(String type) {
        var answer =
                send(
                        request("/v1/chat/completions", "Bearer " + keyToken())
                                .header("X-Api-Key-Id", apiKey.toString())
                                .setHeader("Content-Type", type)
                                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
        assertThat(json(answer).at("/error/code").asString("")).isEqualTo("unsupported_media_type");
    }

    @Test
    void aNumberThatIsNoneIsInvalid() {
        var answer =
                send(
                        request("/v1/chat/completions", "Bearer " + keyToken())
                                .header("X-Api-Key-Id", apiKey.toString())
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"x\":1e" + "9".repeat(400) + "}")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void whatTheVendorRefusesKeepsItsMeaning() {
        fails(503, "{}");
        assertThat(refusal(client(), InternalServerException.class).statusCode()).isEqualTo(503);
        fails(400, "{\"error\":{\"message\":\"no such thing\",\"code\":\"weird_thing\"}}");
        assertThat(refusal(client(), BadRequestException.class).code()).contains("weird_thing");
        fails(401, "{}");
        var ours = refusal(client(), InternalServerException.class);
        assertThat(ours.statusCode()).isEqualTo(503);
        assertThat(ours.getMessage()).doesNotContain(SECRET);
        fails(429, "{\"error\":{\"message\":\"slow\",\"code\":\"rate_limit_exceeded\"}}");
        var limited =
                catchThrowableOfType(
                        RateLimitException.class,
                        () -> client().chat().completions().create(ask("gpt-4.1-nano").build()));
        assertThat(limited.code()).contains("rate_limit_exceeded");
        assertThat(limited.headers().values("Retry-After")).isNotEmpty();
    }

    @Test
    void anEmptyBudgetIsPaymentRequired() {
        var set =
                send(
                        request(
                                        "/internal/budgets/workspace/" + workspace,
                                        tokens.bearer("billing", null, "router:budgets"))
                                .PUT(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"workspaceId\":\"%s\",\"limit\":\"0\"}"
                                                        .formatted(workspace))));
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);

        var refused = refusal(client(), OpenAIServiceException.class);

        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(refused.code()).contains("budget_exceeded");
        assertThat(refused.headers().values("Retry-After")).isNotEmpty();
    }

    @Test
    void aStreamThatBreaksEndsInAnErrorAndNeverAsIfItWereWhole() {
        var text = golden("openai", "text");
        VENDOR.behave(VendorServer.cut(text.substring(0, text.indexOf(", wörld"))));

        assertThatThrownBy(() -> streamed(ask("gpt-4o").build()))
                .isInstanceOf(OpenAIException.class)
                .hasMessageContaining("cut");

        assertThat(call()).containsEntry("state", "FAILED");
    }

    @Test
    void nothingElseIsServedUnderThisPath() {
        var answer =
                send(
                        request("/v1/files", "Bearer " + keyToken())
                                .header("X-Api-Key-Id", apiKey.toString())
                                .GET());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).at("/error/code").asString("")).isEqualTo("unknown_url");
    }

    private static void fails(int status, String body) {
        VENDOR.behave(VendorServer.respond(status, Map.of("retry-after", "30"), body));
    }

    private <T extends OpenAIServiceException> T refusal(
            com.openai.client.OpenAIClient client, Class<T> kind) {
        ChatCompletionCreateParams params = ask("gpt-4o").build();
        var refused = catchThrowableOfType(kind, () -> client.chat().completions().create(params));
        assertThat(refused).isNotNull();
        return refused;
    }
}
