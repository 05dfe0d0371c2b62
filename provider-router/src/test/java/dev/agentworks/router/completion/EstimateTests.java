package dev.agentworks.router.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.router.provider.http.VendorServer;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** Money that was guessed is marked wherever it is told; money that was told is not. */
@ExtendWith(OutputCaptureExtension.class)
class EstimateTests extends VendorStubTest {
    @Test
    void whatTheVendorToldIsNotMarked(CapturedOutput output) {
        VENDOR.behave(VendorServer.stream(golden("openai", "text")));
        var key = key();

        var answer = json(put(key, body("gpt-4o", "")));

        assertThat(answer.has("estimated")).isFalse();
        assertThat(row(key)).containsEntry("estimated", false);
        assertThat(event().has("estimated")).isFalse();
        assertThat(output.getAll()).doesNotContain(" estimated run=");
    }

    @Test
    void anAnswerWithoutUsageIsMarkedEverywhere(CapturedOutput output) {
        var text = golden("openai", "text");
        VENDOR.behave(
                VendorServer.stream(
                        text.lines()
                                .filter(line -> !line.contains("\"prompt_tokens\""))
                                .reduce("", (all, line) -> all + line + "\n")));

        assertMarked("gpt-4o", "SUCCEEDED", output);
    }

    @Test
    void aTierWithoutAPriceIsMarkedEverywhere(CapturedOutput output) {
        VENDOR.behave(
                VendorServer.stream(
                        golden("openai", "text")
                                .replace("\"model\":", "\"service_tier\":\"solar\",\"model\":")));

        assertMarked("gpt-4o", "SUCCEEDED", output);
    }

    @Test
    void anAnswerOfAModelWithoutAPriceIsMarkedEverywhere(CapturedOutput output) {
        VENDOR.behave(
                VendorServer.stream(
                        golden("openai", "text")
                                .replaceAll("\"model\":\"[^\"]*\"", "\"model\":\"gpt-99\"")));

        assertMarked("gpt-4o", "SUCCEEDED", output);
    }

    @Test
    void aCutAnswerIsMarkedEverywhere(CapturedOutput output) {
        VENDOR.behave(
                VendorServer.cut(golden("anthropic", "text").split("event: message_delta")[0]));

        assertMarked("claude-3-5-sonnet-20241022", "FAILED", output);
    }

    @Test
    void whatCostsNothingIsNotMarked() {
        VENDOR.behave(VendorServer.respond(400, Map.of(), "{}"));

        assertThat(json(put(key(), body("gpt-4o", ""))).has("estimated")).isFalse();
    }

    @Test
    void anHourInTheCacheIsCountedApartAndTheFiveClassesAddUp() {
        VENDOR.behave(VendorServer.stream(golden("anthropic", "cache-writes")));
        var key = key();

        var answer = json(put(key, body("claude-sonnet-4-5", "")));

        // 1,000 fresh × 3 + 1,024 read × 0.30 + 24 for five minutes × 3.75 + 48 for an hour × 6 +
        // 100 × 15
        assertThat(new BigDecimal(answer.at("/cost").asString("")))
                .isEqualByComparingTo("0.0051852");
        assertThat(answer.at("/usage/cacheWriteTokens").asInt(0)).isEqualTo(72);
        var row = row(key);
        assertThat(row).containsEntry("cache_write", 72L).containsEntry("cache_write_hour", 48L);
        assertThat(
                        jdbc.sql(
                                        """
                                        select fresh_input + cached_input + (cache_write - cache_write_hour)
                                            + cache_write_hour + visible_output + reasoning
                                        from llm_call where idem_key = ?
                                        """)
                                .param(key)
                                .query(Long.class)
                                .single())
                .isEqualTo(answer.at("/usage/totalTokens").asLong(0))
                .isEqualTo(2_196);
        assertThat(
                        jdbc.sql("select cache_write_hour from vendor_attempt where idem_key = ?")
                                .param(key)
                                .query(Long.class)
                                .single())
                .isEqualTo(48);
    }

    private void assertMarked(String model, String state, CapturedOutput output) {
        var key = key();

        var answer = json(put(key, body(model, "")));

        assertThat(answer.at("/state").asString("")).isEqualTo(state);
        assertThat(answer.at("/estimated").asBoolean(false)).as("%s", answer).isTrue();
        assertThat(new BigDecimal(answer.at("/price").asString("0"))).isPositive();
        assertThat(row(key)).containsEntry("estimated", true);
        assertThat(event().at("/estimated").asBoolean(false)).isTrue();
        assertThat(output.getAll()).contains(" estimated run=");
    }

    private JsonNode event() {
        await().until(() -> usageEvents() == 1);
        return messages.on("usage-events").stream()
                .filter(it -> workspace.toString().equals(it.orderingKey()))
                .map(it -> JSON.readTree(it.body()))
                .findFirst()
                .orElseThrow();
    }
}
