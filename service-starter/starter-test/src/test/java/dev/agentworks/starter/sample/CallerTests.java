package dev.agentworks.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.test.ServiceTest;
import dev.agentworks.starter.test.SettableClock;
import dev.agentworks.starter.test.TokenMaker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest(service = "sample")
class CallerTests {
    private static final ActingUser ANNA = new ActingUser("anna", Map.of("w", "OWNER"));
    @LocalServerPort int port;
    @Autowired TokenMaker tokens;
    @Autowired SettableClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void knowsWhoCallsAndForWhom() {
        var answer = with(tokens.bearer("gateway", ANNA, "sample:public")).get("/whoami");

        assertThat(answer.json().path("service").asString()).isEqualTo("gateway");
        assertThat(answer.json().path("user").asString()).isEqualTo("anna");
    }

    @Test
    void refusesARouteForPeopleToAServiceAlone() {
        assertThat(with(tokens.bearer("core", null, "sample:public")).get("/whoami").status())
                .isEqualTo(403);
    }

    @Test
    void letsNobodyInWithoutAToken() {
        assertThat(with(null).get("/whoami").status()).isEqualTo(401);
        assertThat(with("Basic abc").get("/whoami").status()).isEqualTo(401);
        assertThat(with("Bearer abc").get("/whoami").status()).isEqualTo(401);
    }

    @Test
    void refusesATokenThatHasExpired() {
        var bearer = tokens.bearer("gateway", ANNA, "sample:public");
        clock.advance(Duration.ofMinutes(6));

        assertThat(with(bearer).get("/whoami").code()).isEqualTo("unauthenticated");
    }

    @Test
    void refusesATokenWithoutTheScopeOfTheRoute() {
        var bearer = tokens.bearer("gateway", ANNA, "sample:public");

        assertThat(with(bearer).get("/special").status()).isEqualTo(403);
        assertThat(with(tokens.bearer("gateway", ANNA, "sample:special")).get("/special").status())
                .isEqualTo(200);
    }

    @Test
    void refusesAScopeToAServiceThatOnlyClaimsIt() {
        for (var claimed : List.of("sample:public", "sample:special", "sample:operate")) {
            assertThat(with(tokens.bearer("billing", null, claimed)).get("/whoami").status())
                    .as(claimed)
                    .isEqualTo(403);
        }
        assertThat(with(tokens.bearer("core", null, "sample:special")).get("/special").status())
                .isEqualTo(403);
    }

    @Test
    void refusesAPersonThatAServiceOnlyInvents() {
        var invented = with(tokens.bearer("core", ANNA, "sample:public")).get("/whoami");

        assertThat(invented.status()).isEqualTo(401);
        assertThat(invented.code()).isEqualTo("unauthenticated");
    }

    @Test
    void refusesARouteThatNamesNoScopeToEverybody() {
        assertThat(with(tokens.bearer("gateway", ANNA, "sample:public")).get("/unscoped").status())
                .isEqualTo(403);
    }

    @Test
    void refusesATokenOfAnUntrustedService() {
        assertThat(with(tokens.bearer("stranger", ANNA, "sample:public")).get("/whoami").status())
                .isEqualTo(401);
    }

    private SampleCalls with(@Nullable String authorization) {
        return new SampleCalls(port, authorization);
    }
}
