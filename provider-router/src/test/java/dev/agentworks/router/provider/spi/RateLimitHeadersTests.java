package dev.agentworks.router.provider.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.provider.model.RateLimits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitHeadersTests {
    @Test
    void readsResetsAsGoWritesDurations() {
        assertThat(GoDuration.parse("12ms")).isEqualTo(Duration.ofMillis(12));
        assertThat(GoDuration.parse("1s")).isEqualTo(Duration.ofSeconds(1));
        assertThat(GoDuration.parse("6m0s")).isEqualTo(Duration.ofMinutes(6));
        assertThat(GoDuration.parse("1h2m3.5s")).isEqualTo(Duration.ofMillis(3_723_500));
        assertThat(GoDuration.parse("7.66s")).isEqualTo(Duration.ofMillis(7_660));
        assertThat(GoDuration.parse("250µs")).isEqualTo(Duration.ofNanos(250_000));
        assertThat(GoDuration.parse("0.29s")).isEqualTo(Duration.ofMillis(290));
        assertThat(GoDuration.parse("17")).isEqualTo(Duration.ofSeconds(17));
        assertThat(GoDuration.parse("36h")).isEqualTo(Duration.ofHours(36));
        assertThat(GoDuration.parse("999999999h9h")).isEqualTo(Duration.ofHours(86_400));
    }

    @Test
    void takesNoResetForOneThatItCannotRead() {
        for (var odd :
                new String[] {
                    "", "soon", "-1s", "1s!", "s", "1 s", "1.s", ".5s", "1s2", "2026-11-21"
                }) {
            assertThat(GoDuration.parse(odd)).as(odd).isNull();
        }
    }

    @Test
    void readsOpenAisLimits() {
        var limits =
                RateLimitHeaders.openAi(
                        Map.of(
                                "x-ratelimit-limit-requests", List.of("5000"),
                                "x-ratelimit-remaining-requests", List.of("4999"),
                                "x-ratelimit-reset-requests", List.of("12ms"),
                                "x-ratelimit-remaining-tokens", List.of("159976")));

        assertThat(limits.requests())
                .isEqualTo(new RateLimits.Limit(5000L, 4999L, Duration.ofMillis(12)));
        assertThat(limits.tokens()).isEqualTo(new RateLimits.Limit(null, 159_976L, null));
        assertThat(limits.inputTokens()).isNull();
    }

    @Test
    void readsAnthropicsLimitsAgainstTheClock() {
        var clock = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);

        var limits =
                RateLimitHeaders.anthropic(
                        Map.of(
                                "anthropic-ratelimit-input-tokens-limit", List.of("200000"),
                                "anthropic-ratelimit-input-tokens-remaining", List.of("1000"),
                                "anthropic-ratelimit-input-tokens-reset",
                                        List.of("2026-11-21T10:00:17Z"),
                                "anthropic-ratelimit-requests-reset",
                                        List.of("2026-11-21T09:59:59Z")),
                        clock);

        assertThat(limits.inputTokens())
                .isEqualTo(new RateLimits.Limit(200_000L, 1000L, Duration.ofSeconds(17)));
        assertThat(limits.requests()).isEqualTo(new RateLimits.Limit(null, null, Duration.ZERO));
        assertThat(limits.isKnown()).isTrue();
    }

    @Test
    void knowsNothingWithoutHeaders() {
        assertThat(RateLimitHeaders.openAi(Map.of()).isKnown()).isFalse();
    }
}
