package dev.agentworks.router.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.provider.http.VendorServer;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What a caller may ask for besides words, from their request to the vendor's. */
class OptionTests extends VendorStubTest {
    private static final String PIXEL = "iVBORw0KGgo=";

    @DynamicPropertySource
    static void google(DynamicPropertyRegistry registry) {
        registry.add("agentworks.router.providers.google.base-url", VENDOR::url);
        registry.add("agentworks.router.providers.google.api-key", () -> SECRET);
    }

    @Test
    void everyOptionReachesTheVendorInItsOwnWords() {
        VENDOR.behave(VendorServer.stream(golden("openai", "structured")));

        var answer =
                put(
                        key(),
                        body(
                                "gpt-5-mini",
                                """
                                ,"tools":[{"name":"read_card","description":"","parameters":{"type":"object"}}],
                                "options":{"seed":7,"stop":["END"],"parallelToolCalls":false,
                                 "responseFormat":{"type":"json_schema","name":"card","schema":{"type":"object"}},
                                 "toolChoice":{"type":"tool","name":"read_card"},"reasoning":{"effort":"low"},
                                 "serviceTier":"flex","cache":{"key":"project-7"},"endUser":"user-1"}
                                """));

        assertThat(json(answer).at("/state").asString("")).as(answer.body()).isEqualTo("SUCCEEDED");
        var sent = sent();
        assertThat(sent.at("/seed").asInt(0)).isEqualTo(7);
        assertThat(sent.at("/stop/0").asString("")).isEqualTo("END");
        assertThat(sent.at("/parallel_tool_calls").asBoolean(true)).isFalse();
        assertThat(sent.at("/response_format/json_schema/schema/type").asString(""))
                .isEqualTo("object");
        assertThat(sent.at("/response_format/json_schema/strict").asBoolean(false)).isTrue();
        assertThat(sent.at("/tool_choice/function/name").asString("")).isEqualTo("read_card");
        assertThat(sent.at("/reasoning_effort").asString("")).isEqualTo("low");
        assertThat(sent.at("/service_tier").asString("")).isEqualTo("flex");
        assertThat(sent.at("/prompt_cache_key").asString("")).isEqualTo("project-7");
        assertThat(sent.at("/safety_identifier").asString("")).isEqualTo("user-1");
    }

    @Test
    void aBudgetOfThoughtIsANumberWhereTheModelTakesOneAndTheNearestWordElsewhere() {
        VENDOR.behave(VendorServer.stream(golden("google", "text")));
        put(key(), body("gemini-2.5-pro", ",\"options\":{\"reasoning\":{\"tokens\":3000}}"));
        assertThat(sent().at("/generationConfig/thinkingConfig/thinkingBudget").asInt(0))
                .isEqualTo(3_000);

        put(key(), body("gemini-3.5-flash", ",\"options\":{\"reasoning\":{\"tokens\":3000}}"));
        assertThat(sent().at("/generationConfig/thinkingConfig/thinkingLevel").asString(""))
                .isEqualTo("LOW");

        VENDOR.behave(VendorServer.stream(golden("anthropic", "text")));
        put(
                key(),
                body(
                        "claude-sonnet-4-5",
                        ",\"maxTokens\":9000,\"options\":{\"reasoning\":{\"tokens\":3000}}"));
        assertThat(sent().at("/thinking/budget_tokens").asInt(0)).isEqualTo(3_000);
    }

    @Test
    void theEndsOfReusableBeginningsAreMarkedForTheirTime() {
        VENDOR.behave(VendorServer.stream(golden("anthropic", "text")));

        put(
                key(),
                body(
                        "claude-sonnet-4-5",
                        ",\"system\":\"Be brief.\",\"options\":{\"cache\":{\"points\":[\"system\"],\"lifetime\":\"1h\"}}"));

        assertThat(sent().at("/system/0/cache_control/ttl").asString("")).isEqualTo("1h");
    }

    @Test
    void picturesGoInAndComeOut() {
        VENDOR.behave(
                VendorServer.stream(
                        golden("google", "image")
                                .replace("gemini-2.5-pro", "gemini-2.5-flash-image")));

        var answer =
                json(
                        put(
                                key(),
                                body("gemini-2.5-flash-image", "")
                                        .replace(
                                                "\"content\":\"Say hello.\"",
                                                "\"content\":\"Draw this better.\",\"images\":[{\"mediaType\":\"image/png\",\"data\":\"%s\"}]"
                                                        .formatted(PIXEL))));

        assertThat(sent().at("/contents/0/parts/1/inlineData/data").asString("")).isEqualTo(PIXEL);
        assertThat(answer.at("/text").asString("")).isEqualTo("Here.");
        assertThat(answer.at("/images/0/mediaType").asString("")).isEqualTo("image/png");
        assertThat(answer.at("/images/0/data").asString("")).isEqualTo(PIXEL);
        // 1,290 tokens of picture have a rate of their own
        assertThat(new BigDecimal(answer.at("/cost").asString("0")))
                .isGreaterThan(new BigDecimal("0.03"));
    }

    @Test
    void thoughtsComeWithTheAnswerAndGoBackWithTheirTurn() {
        VENDOR.behave(VendorServer.stream(golden("anthropic", "reasoning")));
        var first =
                json(
                        put(
                                key(),
                                body(
                                        "claude-sonnet-4-5",
                                        ",\"maxTokens\":9000,\"options\":{\"reasoning\":{\"effort\":\"low\"}}")));
        var thoughts = first.get("reasoning");
        assertThat(thoughts.at("/0/data").asString("")).isNotEmpty();

        put(
                key(),
                """
                {"workspaceId":"%s","projectId":"%s","provider":"anthropic","model":"claude-sonnet-4-5",
                 "maxTokens":9000,"messages":[{"role":"user","content":"Say hello."},
                 {"role":"assistant","content":"Hello.","reasoning":%s},{"role":"user","content":"Again."}]}
                """
                        .formatted(workspace, workspace, thoughts));

        assertThat(sent().at("/messages/1/content/0/type").asString("")).isEqualTo("thinking");
        assertThat(sent().at("/messages/1/content/0/signature").asString(""))
                .isEqualTo(thoughts.at("/0/data").asString(""));
    }

    @Test
    void aKeyIsOfOneRequestWithItsOptions() {
        VENDOR.behave(VendorServer.stream(golden("openai", "text")));
        var key = key();
        put(key, body("gpt-4o", ",\"options\":{\"seed\":7}"));

        assertThat(put(key, body("gpt-4o", ",\"options\":{\"seed\":7}")).statusCode())
                .isEqualTo(200);
        assertThat(put(key, body("gpt-4o", ",\"options\":{\"seed\":8}")).statusCode())
                .isEqualTo(422);
    }

    @Test
    void refusesOptionsThatContradictThemselvesWithTheirPlace() {
        assertPointer("{\"topP\":2}", "/options/topP");
        assertPointer("{\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}", "/options/stop");
        assertPointer("{\"stop\":[\"\"]}", "/options/stop/0");
        assertPointer("{\"seed\":\"seven\"}", "/options/seed");
        assertPointer("{\"responseFormat\":{}}", "/options/responseFormat/type");
        assertPointer(
                "{\"responseFormat\":{\"type\":\"json_schema\"}}",
                "/options/responseFormat/schema");
        assertPointer("{\"responseFormat\":{\"type\":\"xml\"}}", "/options/responseFormat/type");
        assertPointer("{\"toolChoice\":{\"type\":\"any\"}}", "/options/toolChoice/type");
        assertPointer(
                "{\"toolChoice\":{\"type\":\"tool\",\"name\":\"nope\"}}",
                "/options/toolChoice/name");
        assertPointer("{\"reasoning\":{}}", "/options/reasoning");
        assertPointer("{\"reasoning\":{\"effort\":\"low\",\"tokens\":5}}", "/options/reasoning");
        assertPointer("{\"reasoning\":{\"effort\":\"huge\"}}", "/options/reasoning/effort");
        assertPointer("{\"reasoning\":{\"tokens\":-1}}", "/options/reasoning/tokens");
        assertPointer("{\"serviceTier\":\"Flex!\"}", "/options/serviceTier");
        assertPointer("{\"cache\":{\"lifetime\":\"2h\"}}", "/options/cache/lifetime");
        assertMessagePointer(
                "\"images\":[{\"mediaType\":\"image/tiff\",\"data\":\"" + PIXEL + "\"}]",
                "/messages/0/images/0/mediaType");
        assertMessagePointer(
                "\"images\":[{\"mediaType\":\"image/png\",\"data\":\"http://example.org/a\"}]",
                "/messages/0/images/0/data");
        assertMessagePointer(
                "\"reasoning\":[{\"format\":\"x\",\"afterText\":0,\"afterCalls\":0}]",
                "/messages/0/reasoning");
    }

    private void assertPointer(String options, String pointer) {
        assertRefused(body("gpt-4o", ",\"options\":" + options), pointer);
    }

    private void assertMessagePointer(String field, String pointer) {
        assertRefused(body("gpt-4o", "").replace("\"content\"", field + ",\"content\""), pointer);
    }

    private void assertRefused(String body, String pointer) {
        int before = VENDOR.received().size();
        var answer = put("test-" + UUID.randomUUID(), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).at("/errors/0/pointer").asString(""))
                .as(answer.body())
                .isEqualTo(pointer);
        assertThat(VENDOR.received()).hasSize(before);
    }

    private static JsonNode sent() {
        return JSON.readTree(VENDOR.received().getLast().body());
    }
}
