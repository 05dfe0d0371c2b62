package dev.agentworks.starter.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogSecretsTests {
    private static final String JWT = "eyJraWQiOiJhIn0.eyJzdWIiOiJiIn0.c2lnbmF0dXJlLXNpZ25hdHVyZQ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer " + JWT,
                "For input string: \" Bearer " + JWT + "\"",
                "authorization=bearer " + JWT,
                "/api/events?access_token=" + JWT + "&x=1",
                "Cookie: aw_access=" + JWT + "; aw_refresh=0190.c2lnbmF0dXJlLXNpZ25hdHVyZQ",
                "GET /api/events?ticket=c2lnbmF0dXJlLXNpZ25hdHVyZQ",
                "{\"type\":\"hello\",\"ticket\":\"c2lnbmF0dXJlLXNpZ25hdHVyZQ\"}",
                "{\"refreshToken\":\"c2lnbmF0dXJlLXNpZ25hdHVyZQ\"}",
                "x-api-key: aw_c2lnbmF0dXJlXNpZ25hdHVyZQc2lnbmF0dXJlXNpZ25hdHVyZQ"
            })
    void takesOutWhatLetsSomebodyIn(String line) {
        assertThat(LogSecrets.masked(line)).contains("[secret]").doesNotContain("c2lnbmF0dXJl");
    }

    @Test
    void leavesTheRestAsItIs() {
        var line =
                "run 01900000-0000-7000-8000-000000000001 took 3 tokens; bearer of aw_csrf, ticket open";

        assertThat(LogSecrets.masked(line)).isEqualTo(line);
    }
}
