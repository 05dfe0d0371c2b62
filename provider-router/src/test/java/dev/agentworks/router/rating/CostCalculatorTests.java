package dev.agentworks.router.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentworks.router.catalogue.Catalogue;
import dev.agentworks.router.catalogue.CatalogueSettings;
import dev.agentworks.router.catalogue.Model;
import dev.agentworks.router.catalogue.Rates;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.spi.VendorJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CostCalculatorTests {
    private static final Instant TODAY = Instant.parse("2026-11-21T10:00:00Z");
    private static final UUID SPECIAL = UUID.randomUUID();

    private final Catalogue catalogue =
            new Catalogue(
                    VendorJson.MAPPER,
                    new CatalogueSettings(java.util.List.of()),
                    new org.springframework.core.io.DefaultResourceLoader());
    private final CostCalculator rating =
            new CostCalculator(
                    catalogue,
                    new RatingSettings(
                            new BigDecimal("5"), Map.of(SPECIAL, new BigDecimal("1.333333"))));

    @Test
    void isExactForAnyTokensOfAnyModel() {
        var random = new Random(7);
        for (var provider : new String[] {"openai", "anthropic", "google"}) {
            for (var model : catalogue.of(provider)) {
                for (int i = 0; i < 200; i++) {
                    var tokens = any(random);
                    var rated = rating.rate(model, null, tokens, TODAY, UUID.randomUUID());

                    assertThat(rated.cost()).isEqualByComparingTo(slowly(model, tokens));
                    assertThat(rated.cost().scale()).isEqualTo(12);
                    assertThat(rated.price())
                            .isEqualByComparingTo(rated.cost().multiply(new BigDecimal("5")));
                    assertThat(rated.price().scale()).isEqualTo(12);
                }
            }
        }
    }

    @Test
    void addsUpWhateverTheOrderAndTheSplit() {
        var model = catalogue.find("openai", "gpt-4o-mini").orElseThrow();
        var random = new Random(11);
        for (int i = 0; i < 500; i++) {
            var one = any(random);
            var other = any(random);
            var both = one.plus(other);

            assertThat(cost(model, one).add(cost(model, other))).isEqualTo(cost(model, both));
        }
    }

    @Test
    void roundsAnOddMarkupOnceHalfToEven() {
        var model = catalogue.find("openai", "gpt-4o").orElseThrow();
        var rated = rating.rate(model, null, new Tokens(1, 1, 0, 0, 0, 0, 0), TODAY, SPECIAL);

        assertThat(rated.price())
                .isEqualTo(
                        rated.cost()
                                .multiply(new BigDecimal("1.333333"))
                                .setScale(12, RoundingMode.HALF_EVEN));
    }

    @Test
    void takesTheRatesOfLongInputs() {
        var model = catalogue.find("google", "gemini-1.5-pro").orElseThrow();

        assertThat(cost(model, new Tokens(128_000, 0, 0, 0, 0, 0, 0))).isEqualByComparingTo("0.16");
        assertThat(cost(model, new Tokens(128_001, 0, 0, 0, 0, 0, 0)))
                .isEqualByComparingTo("0.3200025");
    }

    @Test
    void takesThePriceOfItsDay() {
        var model = catalogue.find("openai", "o3").orElseThrow();
        var tokens = new Tokens(1_000_000, 0, 0, 0, 0, 0, 0);

        assertThat(at(model, tokens, "2025-06-09T23:59:59Z")).isEqualByComparingTo("10");
        assertThat(at(model, tokens, "2025-06-10T00:00:00Z")).isEqualByComparingTo("2");
        assertThat(model.priceAt(Instant.parse("2025-01-01T00:00:00Z"))).isEmpty();
    }

    @Test
    void believesTheModelThatAnswered() {
        var asked = catalogue.find("openai", "gpt-4o").orElseThrow();
        var tokens = new Tokens(1_000_000, 0, 0, 0, 0, 0, 0);

        assertThat(rating.rate(asked, "gpt-4o-2024-05-13", tokens, TODAY, SPECIAL).cost())
                .isEqualByComparingTo("5");
        assertThat(rating.rate(asked, "gpt-4o-2099-01-01", tokens, TODAY, SPECIAL).cost())
                .isEqualByComparingTo("2.5");
    }

    @Test
    void refusesRatesThatCouldNotBeExact() {
        var fine = new BigDecimal("0.075");

        assertThatThrownBy(() -> new Rates(new BigDecimal("0.0000001"), fine, fine, fine))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rates(new BigDecimal("-1"), fine, fine, fine))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsTheModelsOfEveryBuiltInAgent() {
        assertThat(catalogue.find("openai", "gpt-4o")).isPresent();
        assertThat(catalogue.find("anthropic", "claude-3-5-sonnet-20241022")).isPresent();
        assertThat(catalogue.find("google", "gemini-1.5-pro")).isPresent();
        assertThat(catalogue.find("openai", "gpt-none")).isEmpty();
    }

    private BigDecimal cost(Model model, Tokens tokens) {
        return rating.rate(model, null, tokens, TODAY, SPECIAL).cost();
    }

    private BigDecimal at(Model model, Tokens tokens, String moment) {
        return rating.rate(model, null, tokens, Instant.parse(moment), SPECIAL).cost();
    }

    private static BigDecimal slowly(Model model, Tokens tokens) {
        var price = model.priceAt(TODAY).orElseThrow();
        var above = price.above();
        var rates =
                above != null && tokens.input() > above.inputTokens()
                        ? above.perMillion()
                        : price.perMillion();
        var million = BigDecimal.valueOf(1_000_000);
        var hour = rates.cacheWriteHour() == null ? rates.cacheWrite() : rates.cacheWriteHour();
        return rates.input()
                .divide(million)
                .multiply(BigDecimal.valueOf(tokens.freshInput()))
                .add(
                        rates.cachedInput()
                                .divide(million)
                                .multiply(BigDecimal.valueOf(tokens.cachedInput())))
                .add(
                        rates.cacheWrite()
                                .divide(million)
                                .multiply(BigDecimal.valueOf(tokens.cacheWrite5m())))
                .add(hour.divide(million).multiply(BigDecimal.valueOf(tokens.cacheWrite1h())))
                .add(rates.output().divide(million).multiply(BigDecimal.valueOf(tokens.output())));
    }

    private static Tokens any(Random random) {
        return new Tokens(
                random.nextInt(500_000),
                random.nextInt(500_000),
                random.nextInt(50_000),
                random.nextInt(50_000),
                50_000 + random.nextInt(50_000),
                random.nextInt(50_000),
                0);
    }
}
