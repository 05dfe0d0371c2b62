package dev.agentworks.router.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.router.provider.http.VendorServer;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Workspaces that bring keys of their own. */
@ExtendWith(OutputCaptureExtension.class)
class WorkspaceKeyTests extends VendorStubTest {
    private static final String OWN = "sk-own-key-of-a-customer-7f3a";

    @Test
    void callsWithTheWorkspacesKeyCostNothingAndAreCounted() {
        VENDOR.behave(VendorServer.stream(golden("openai", "text")));
        assertThat(bring("openai", OWN).statusCode()).isEqualTo(200);

        var answer = json(put(key(), body("gpt-4o", "")));

        assertThat(answer.at("/state").asString("")).isEqualTo("SUCCEEDED");
        assertThat(new BigDecimal(answer.at("/price").asString(""))).isZero();
        assertThat(new BigDecimal(answer.at("/cost").asString(""))).isZero();
        assertThat(answer.at("/usage/totalTokens").asLong(0)).isPositive();
        assertThat(VENDOR.received().getLast().headers().get("authorization"))
                .isEqualTo("Bearer " + OWN);
        await().until(() -> usageEvents() == 1);
        var event =
                messages.on("usage-events").stream()
                        .filter(it -> workspace.toString().equals(it.orderingKey()))
                        .map(it -> JSON.readTree(it.body()))
                        .findFirst()
                        .orElseThrow();
        assertThat(event.at("/byok").asBoolean(false)).isTrue();
    }

    @Test
    void aRefusedOwnKeyFailsTheCallAndIsNotReplacedByOurs() {
        bring("openai", OWN);
        VENDOR.behave(
                VendorServer.respond(401, Map.of(), "{\"error\":{\"message\":\"" + OWN + "\"}}"));
        var before = VENDOR.received().size();

        var answer = put(key(), body("gpt-5-nano", ""));

        assertThat(json(answer).at("/error/code").asString("")).isEqualTo("byok-key-refused");
        assertThat(answer.body()).doesNotContain(OWN);
        assertThat(VENDOR.received()).hasSize(before + 1);
        assertThat(VENDOR.received().getLast().headers().get("authorization"))
                .isEqualTo("Bearer " + OWN);
    }

    @Test
    void anOwnKeyNeverFallsBackToAProviderWePay() {
        bring("openai", OWN);
        VENDOR.behave(VendorServer.respond(503, Map.of(), "{}"));
        var key = key();

        put(key, body("gpt-5-mini", ""));

        assertThat(attempts(key)).allSatisfy(it -> assertThat(it).contains("openai"));
    }

    @Test
    void isShownByItsLastFourOnly(CapturedOutput output) {
        assertThat(send(mine("", "ADMIN").GET()).body()).isEqualTo("{\"items\":[]}");

        var brought = bring("openai", OWN);

        assertThat(json(brought).at("/last4").asString("")).isEqualTo("7f3a");
        assertThat(json(brought).at("/createdAt").asString("")).isNotEmpty();
        var shown = send(mine("/openai", "OWNER").GET());
        assertThat(shown.body()).isEqualTo(brought.body()).doesNotContain("customer");
        // without a tenant row security shows nothing
        assertThat(jdbc.sql("select count(*) from provider_key").query(Long.class).single())
                .isZero();
        assertThat(send(mine("/openai", "ADMIN").DELETE()).statusCode()).isEqualTo(204);
        assertThat(send(mine("/openai", "ADMIN").GET()).statusCode()).isEqualTo(404);
        assertThat(output.getAll()).doesNotContain(OWN);
    }

    @Test
    void triesAKeyByARealCall() {
        bring("anthropic", "sk-ant-own-key");
        VENDOR.behave(VendorServer.stream(golden("anthropic", "text")));
        var good = json(send(mine("/anthropic/test", "ADMIN").POST(BodyPublishers.noBody())));
        VENDOR.behave(VendorServer.respond(401, Map.of(), "{}"));
        var bad = json(send(mine("/anthropic/test", "ADMIN").POST(BodyPublishers.noBody())));

        assertThat(good.at("/ok").asBoolean(false)).isTrue();
        assertThat(VENDOR.received().getLast().headers().get("x-api-key"))
                .isEqualTo("sk-ant-own-key");
        assertThat(bad.at("/ok").asBoolean(true)).isFalse();
        assertThat(bad.at("/code").asString("")).isEqualTo("auth");
    }

    @Test
    void onlyAdministratorsOfTheWorkspaceSeeToIt() {
        assertThat(send(mine("", "MEMBER").GET()).statusCode()).isEqualTo(403);
        assertThat(send(mine("/openai", "VIEWER").DELETE()).statusCode()).isEqualTo(403);
        bring("openai", OWN);
        var stranger =
                tokens.bearer(
                        "gateway",
                        new ActingUser(
                                UUID.randomUUID().toString(),
                                Map.of(UUID.randomUUID().toString(), "OWNER")),
                        "router:public");
        assertThat(send(request(path("/openai"), stranger).GET()).statusCode()).isEqualTo(404);
        assertThat(bring("moon", OWN).statusCode()).isEqualTo(404);
        assertThat(bring("openai", "has a space").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> bring(String provider, String key) {
        return send(
                mine("/" + provider, "ADMIN")
                        .PUT(BodyPublishers.ofString("{\"key\":\"%s\"}".formatted(key))));
    }

    private HttpRequest.Builder mine(String rest, String role) {
        var user = new ActingUser(UUID.randomUUID().toString(), Map.of(workspace.toString(), role));
        return request(path(rest), tokens.bearer("gateway", user, "router:public"));
    }

    private String path(String rest) {
        return "/api/workspaces/%s/provider-keys%s".formatted(workspace, rest);
    }
}
