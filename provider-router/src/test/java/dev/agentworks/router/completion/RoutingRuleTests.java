package dev.agentworks.router.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.provider.http.VendorServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Projects that say who answers for their agents. */
class RoutingRuleTests extends VendorStubTest {
    @Test
    void aProjectsRuleDecidesForItsAgent() {
        VENDOR.behave(this::eitherVendor);
        rule(
                "QA",
                "{\"targets\":[{\"provider\":\"anthropic\",\"model\":\"claude-haiku-4-5-20251001\"}]}");

        var other = json(put(key(), body("gpt-4o", "")));
        var qa = json(put(key(), body("gpt-4o", ",\"agentId\":\"QA\"")));

        assertThat(other.at("/model").asString("")).isEqualTo("gpt-4o");
        assertThat(qa.at("/model").asString("")).isEqualTo("claude-haiku-4-5-20251001");
        assertThat(delete("QA").statusCode()).isEqualTo(204);
        assertThat(
                        json(put(key(), body("gpt-4o", ",\"agentId\":\"QA\"")))
                                .at("/model")
                                .asString(""))
                .isEqualTo("gpt-4o");
    }

    @Test
    void fallbacksOfARuleStandBehindItsTargets() {
        VENDOR.behave(exchange -> {
            if (exchange.request().path().endsWith("/chat/completions")) {
                VendorServer.respond(503, Map.of(), "{}").answer(exchange);
            } else {
                eitherVendor(exchange);
            }
        });
        rule(
                "default",
                "{\"targets\":[],\"fallbacks\":[{\"provider\":\"anthropic\",\"model\":\"claude-haiku-4-5-20251001\"}]}");

        var answer = json(put(key(), body("gpt-4.1-nano", "")));

        assertThat(answer.at("/provider").asString("")).isEqualTo("anthropic");
    }

    @Test
    void aRunStaysWithWhoeverAnsweredItAndRunsShareTheTargets() {
        VENDOR.behave(this::eitherVendor);
        rule(
                "default",
                "{\"targets\":[{\"model\":\"gpt-4o\",\"weight\":1},{\"provider\":\"anthropic\",\"model\":\"claude-haiku-4-5-20251001\",\"weight\":1}]}");
        var answeredBy = new HashSet<String>();

        for (int run = 0; run < 16; run++) {
            var inRun = ",\"runId\":\"%s\"".formatted(UUID.randomUUID());
            var first = json(put(key(), body("gpt-4o", inRun))).at("/model").asString("");
            var second = json(put(key(), body("gpt-4o", inRun))).at("/model").asString("");
            assertThat(second).isEqualTo(first);
            answeredBy.add(first);
        }

        assertThat(answeredBy).hasSize(2);
    }

    @Test
    void aRequestThatAModelCannotAnswerGoesToOneThatCan() {
        VENDOR.behave(this::eitherVendor);
        rule(
                "default",
                "{\"targets\":[{\"model\":\"gpt-4o\"}],\"fallbacks\":[{\"model\":\"gpt-4.1\"}]}");
        var filler = "x".repeat(600_000);

        var answer =
                json(put(key(), body("gpt-4o", "").replace("Say hello.", "Say hello. " + filler)));

        assertThat(answer.at("/model").asString("")).isEqualTo("gpt-4.1");
        delete("default");
        var refused = put(key(), body("gpt-4o", "").replace("Say hello.", "Say hello. " + filler));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).at("/type").asString("")).endsWith("/model-cannot");
    }

    @Test
    void refusesRulesThatNameNothing() {
        assertThat(tryRule("QA", "{\"targets\":[{\"model\":\"gpt-none\"}]}").statusCode())
                .isEqualTo(400);
        assertThat(tryRule("qa", "{\"targets\":[]}").statusCode()).isEqualTo(400);
        assertThat(
                        tryRule("QA", "{\"targets\":[{\"model\":\"gpt-4o\",\"weight\":-1}]}")
                                .statusCode())
                .isEqualTo(400);
        assertThat(delete("DEVOPS").statusCode()).isEqualTo(404);
    }

    private void eitherVendor(VendorServer.Exchange exchange) throws java.io.IOException {
        var vendor =
                exchange.request().path().endsWith("/chat/completions") ? "openai" : "anthropic";
        VendorServer.stream(golden(vendor, "text")).answer(exchange);
    }

    private void rule(String agent, String rule) {
        var answer = tryRule(agent, rule);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> tryRule(String agent, String rule) {
        return send(request(path(agent), rules()).PUT(BodyPublishers.ofString(rule)));
    }

    @Override
    protected HttpResponse<String> delete(String agent) {
        return send(request(path(agent), rules()).DELETE());
    }

    private String rules() {
        return tokens.bearer("core", null, "router:rules");
    }

    private String path(String agent) {
        return "/internal/workspaces/%s/projects/%s/routing-rules/%s"
                .formatted(workspace, workspace, agent);
    }
}
