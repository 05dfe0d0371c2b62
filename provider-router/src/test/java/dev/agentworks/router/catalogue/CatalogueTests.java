package dev.agentworks.router.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.provider.model.ModelTraits.Api;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.spi.VendorJson;
import dev.agentworks.router.rating.CostCalculator;
import dev.agentworks.router.rating.RatingSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.DefaultResourceLoader;

/** The table itself, and complaint 14: prices that are wrong, stale or missing. */
class CatalogueTests {
    private static final Instant TODAY = Instant.parse("2026-11-21T10:00:00Z");
    private static final UUID SOMEBODY = UUID.randomUUID();
    private static final List<String> PROVIDERS =
            List.of("openai", "anthropic", "google", "vertex", "local");
    private static final long MILLION = 1_000_000;

    private final Catalogue catalogue = catalogue(List.of());
    private final CostCalculator rating =
            new CostCalculator(catalogue, new RatingSettings(BigDecimal.ONE, Map.of()));

    @Test
    void everyPriceNamesThePublicPageThatTellsIt() {
        for (var provider : PROVIDERS) {
            for (var model : catalogue.of(provider)) {
                assertThat(model.prices())
                        .as("%s", model.model())
                        .isNotEmpty()
                        .allMatch(it -> it.source() != null && it.source().startsWith("https://"));
            }
        }
    }

    @Test
    void onlyTheLocalModelIsFreeAndItsRowSaysSo() {
        for (var provider : PROVIDERS) {
            for (var model : catalogue.of(provider)) {
                var cost = cost(model.model(), provider, null, Tokens.of(1, 0));
                assertThat(cost.signum() == 0)
                        .as("%s", model.model())
                        .isEqualTo(provider.equals("local"));
            }
        }
        assertThat(catalogue.find("local", "all-minilm-l6-v2").orElseThrow().priceAt(TODAY))
                .isPresent();
    }

    @Test
    void aPriceNeverHoldsBesideAnother() {
        for (var provider : PROVIDERS) {
            for (var model : catalogue.of(provider)) {
                for (var day = Instant.parse("2024-01-01T00:00:00Z");
                        day.isBefore(Instant.parse("2027-06-01T00:00:00Z"));
                        day = day.plusSeconds(86_400)) {
                    var moment = day;
                    assertThat(model.prices().stream().filter(it -> it.holdsAt(moment)).count())
                            .as("%s on %s", model.model(), day)
                            .isLessThanOrEqualTo(1);
                }
            }
        }
    }

    @Test
    void anHourInAnthropicsCacheCostsTwiceTheInputAndFiveMinutesAQuarterMore() {
        var rates = catalogue.find("anthropic", "claude-sonnet-4-5").orElseThrow().priceAt(TODAY);

        assertThat(rates.orElseThrow().perMillion().cacheWrite()).isEqualByComparingTo("3.75");
        assertThat(rates.orElseThrow().perMillion().cacheWriteHour()).isEqualByComparingTo("6");
        assertThat(
                        cost(
                                "claude-sonnet-4-5",
                                "anthropic",
                                null,
                                new Tokens(0, 0, MILLION, MILLION, 0, 0, 0)))
                .isEqualByComparingTo("9.75");
    }

    @Test
    void thePriceIsThatOfTheTierThatAnswered() {
        var tokens = new Tokens(100_000, 0, 0, 0, 10_000, 0, 0);

        assertThat(cost("gpt-6.1-sol", "openai", "default", tokens)).isEqualByComparingTo("0.30");
        assertThat(cost("gpt-6.1-sol", "openai", "flex", tokens)).isEqualByComparingTo("0.15");
        assertThat(cost("gpt-6.1-sol", "openai", "priority", tokens)).isEqualByComparingTo("0.60");
    }

    @Test
    void aTierWithoutAPriceIsMarkedAndNotTakenForFree() {
        var asked = catalogue.find("google", "gemini-2.5-flash").orElseThrow();

        var rated = rating.rate(asked, null, "flex", Tokens.of(MILLION, 0), TODAY, SOMEBODY);

        assertThat(rated.exact()).isFalse();
        assertThat(rated.cost()).isEqualByComparingTo("0.30");
    }

    @Test
    void anAnswerOfAModelThatIsNotInTheTableIsMarkedAndNotTakenForFree() {
        var asked = catalogue.find("openai", "gpt-4o").orElseThrow();

        var rated = rating.rate(asked, "gpt-99", Tokens.of(MILLION, 0), TODAY, SOMEBODY);

        assertThat(rated.exact()).isFalse();
        assertThat(rated.cost()).isEqualByComparingTo("2.50");
    }

    @Test
    void aDatedNameIsTheModelWithoutItsDate() {
        assertThat(catalogue.resolve("openai", "gpt-6-sol-2026-09-22"))
                .map(Model::model)
                .contains("gpt-6-sol");
        assertThat(catalogue.resolve("anthropic", "claude-opus-5-5-20260922"))
                .map(Model::model)
                .contains("claude-opus-5-5");
        assertThat(catalogue.resolve("google", "models/gemini-2.5-flash-001"))
                .map(Model::model)
                .contains("gemini-2.5-flash");
        // a date that has a row of its own keeps it
        assertThat(catalogue.resolve("openai", "gpt-4o-2024-05-13"))
                .map(Model::model)
                .contains("gpt-4o-2024-05-13");
        assertThat(catalogue.resolve("openai", "gpt-none-2026-01-01")).isEmpty();
        // a request must name what there is
        assertThat(catalogue.find("openai", "gpt-6-sol-2026-09-22")).isEmpty();
    }

    @Test
    void longInputsHaveTheirOwnRatesForTheWholeCall() {
        assertThat(cost("gpt-6-sol", "openai", null, Tokens.of(272_000, 0)))
                .isEqualByComparingTo("0.544");
        assertThat(cost("gpt-6-sol", "openai", null, Tokens.of(272_001, 0)))
                .isEqualByComparingTo("1.088004");
        // what was read from the cache counts toward the length
        assertThat(
                        cost(
                                "claude-haiku-5-5",
                                "anthropic",
                                null,
                                new Tokens(1, 100_000, 0, 0, 0, 0, 0)))
                .isEqualByComparingTo("0.0050005");
    }

    @Test
    void picturesThatComeOutHaveTheirOwnRate() {
        assertThat(
                        cost(
                                "gemini-3-pro-image",
                                "google",
                                null,
                                new Tokens(0, 0, 0, 0, 1_220, 0, 1_120)))
                .isEqualByComparingTo("0.1356");
    }

    @Test
    void aPriceThatEndsIsFollowedByTheNextOne() {
        var model = catalogue.find("google", "gemini-3.8-flash").orElseThrow();

        assertThat(inputRate(model, "2026-12-31T23:59:59Z")).isEqualByComparingTo("0.75");
        assertThat(inputRate(model, "2027-01-01T00:00:00Z")).isEqualByComparingTo("1.50");
    }

    @Test
    void knowsHowEachModelIsAsked() {
        assertThat(catalogue.find("openai", "gpt-6-sol").orElseThrow().traits().api())
                .isEqualTo(Api.RESPONSES);
        assertThat(catalogue.find("openai", "gpt-4o").orElseThrow().traits().api())
                .isEqualTo(Api.CHAT);
        var newest = catalogue.find("anthropic", "claude-opus-5-5").orElseThrow();
        assertThat(newest.traits().apiVersion()).isEqualTo("2026-10-21");
        assertThat(newest.takesTemperature()).isFalse();
        assertThat(newest.can(Capability.STRUCTURED)).isTrue();
    }

    @Test
    void anOperatorAddsModelsAndReplacesOurs(@TempDir Path folder) throws IOException {
        var file = folder.resolve("own.json");
        Files.writeString(
                file,
                """
                {"version": "own-1", "currency": "USD", "models": [
                  {"provider": "ollama", "model": "qwen3", "name": "Qwen 3", "contextTokens": 32768,
                   "maxOutputTokens": 8192, "prices": [{"from": "2026-01-01", "verified": true,
                   "perMillion": {"input": "0", "cachedInput": "0", "cacheWrite": "0",
                   "output": "0"}}]},
                  {"provider": "openai", "model": "gpt-4o", "name": "GPT-4o by contract",
                   "contextTokens": 128000, "maxOutputTokens": 16384, "prices": [
                   {"from": "2026-01-01", "verified": true, "perMillion": {"input": "2",
                   "cachedInput": "1", "cacheWrite": "2", "output": "8"}}]}]}
                """);

        var extended = catalogue(List.of(file.toUri().toString()));

        assertThat(extended.find("ollama", "qwen3")).isPresent();
        assertThat(inputRate(extended.find("openai", "gpt-4o").orElseThrow(), TODAY.toString()))
                .isEqualByComparingTo("2");
        assertThat(extended.find("openai", "gpt-4o-mini")).isPresent();
        assertThat(extended.version()).contains("own-1").contains(catalogue.version());
    }

    private BigDecimal cost(String model, String provider, @Nullable String tier, Tokens tokens) {
        var asked = catalogue.find(provider, model).orElseThrow();
        return rating.rate(asked, null, tier, tokens, TODAY, SOMEBODY).cost();
    }

    private static BigDecimal inputRate(Model model, String moment) {
        return model.priceAt(Instant.parse(moment)).orElseThrow().perMillion().input();
    }

    private static Catalogue catalogue(List<String> files) {
        return new Catalogue(
                VendorJson.MAPPER, new CatalogueSettings(files), new DefaultResourceLoader());
    }
}
