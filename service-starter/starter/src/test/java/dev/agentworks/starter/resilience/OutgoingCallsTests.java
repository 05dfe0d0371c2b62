package dev.agentworks.starter.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.agentworks.starter.problem.CommonError;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutgoingCallsTests {
    private final OutgoingCalls outgoing =
            new OutgoingCalls(
                    new OutgoingSettings(
                            Map.of(
                                    "defaults", limits(Duration.ofMillis(200), 100),
                                    "narrow", limits(null, 1))));

    @Test
    void takesWhatATargetDoesNotSayFromTheDefaults() {
        var settings =
                new OutgoingSettings(
                        Map.of(
                                "defaults", limits(Duration.ofSeconds(7), 8),
                                "core", limits(null, 3)));

        assertThat(settings.of("core").concurrency()).isEqualTo(3);
        assertThat(settings.of("core").pause()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.of("router").concurrency()).isEqualTo(8);
        assertThat(settings.of("router").timeLimit()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void makesNoCallAfterManyFailedAndCallsAgainSoon() {
        var core = outgoing.target("core");
        fail(core);

        var refusal =
                Objects.requireNonNull(
                        catchThrowableOfType(TargetUnavailableException.class, core::begin));
        assertThat(refusal.code()).isEqualTo(CommonError.UNAVAILABLE);
        assertThat(refusal.code().status()).isEqualTo(503);
        assertThat(refusal.pause()).isEqualTo(Duration.ofMillis(200));

        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> succeed(core));
        Stream.generate(() -> succeed(core)).limit(30).forEach(ok -> assertThat(ok).isTrue());
    }

    @Test
    void tellsOneTargetFromAnother() {
        fail(outgoing.target("core"));

        assertThat(succeed(outgoing.target("router"))).isTrue();
    }

    @Test
    void makesNoMoreCallsAtOnceThanAllowed() {
        var narrow = outgoing.target("narrow");
        var first = narrow.begin();

        assertThatThrownBy(narrow::begin)
                .isInstanceOf(TargetUnavailableException.class)
                .hasMessageContaining("too many calls");

        first.abandoned();
        assertThat(succeed(narrow)).isTrue();
    }

    @Test
    void countsOneEndOfACall() {
        var narrow = outgoing.target("narrow");
        var call = narrow.begin();
        call.succeeded();
        call.abandoned();
        call.failed(new IOException("too late"));

        var second = narrow.begin();
        assertThatThrownBy(narrow::begin).isInstanceOf(TargetUnavailableException.class);
        second.succeeded();
    }

    @Test
    void isNotStoppedByRefusalsOrAbandonedCalls() {
        var core = outgoing.target("core");
        for (int i = 0; i < 40; i++) {
            core.begin().answered(429, "application/problem+json");
            core.begin().abandoned();
        }

        assertThat(succeed(core)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "200, application/json, false",
        "404, application/problem+json, false",
        "429, , false",
        "500, application/problem+json, true",
        "502, text/html, true",
        "503, , true",
        "502, application/problem+json, false",
        "503, application/json, false",
        "504, application/problem+json;charset=UTF-8, false"
    })
    void tellsAFailureOfTheTargetFromOneBehindIt(int status, String type, boolean failure) {
        assertThat(OutgoingCall.isFailure(status, type)).isEqualTo(failure);
    }

    @Test
    void showsEachTargetInTheMetrics() {
        var meters = new SimpleMeterRegistry();
        outgoing.bindTo(meters);
        fail(outgoing.target("core"));

        assertThat(
                        meters.get("resilience4j.circuitbreaker.state")
                                .tags("name", "core", "state", "open")
                                .gauge()
                                .value())
                .isEqualTo(1);
        assertThat(
                        meters.get("resilience4j.bulkhead.available.concurrent.calls")
                                .tags("name", "core")
                                .gauge()
                                .value())
                .isEqualTo(100);
    }

    private static void fail(OutgoingTarget target) {
        for (int i = 0; i < 20; i++) {
            target.begin().failed(new IOException("refused"));
        }
    }

    private static boolean succeed(OutgoingTarget target) {
        target.begin().succeeded();
        return true;
    }

    private static OutgoingSettings.Limits limits(@Nullable Duration pause, int concurrency) {
        return new OutgoingSettings.Limits(null, concurrency, null, null, null, pause, null);
    }
}
