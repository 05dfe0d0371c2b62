package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request is there in time, or its client is told so and its connection is closed. */
class SlowRequestTests extends GatewayTest {
    private static final String WELL = "GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String SIGN_IN =
            "POST /auth/login HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 500\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GE",
                "GET /openapi.json HTTP/1.1\r\nHost: loc",
                SIGN_IN + "\r\n",
                SIGN_IN + "\r\n{",
                SIGN_IN + "Expect: 100-continue\r\n\r\n{",
                "POST /auth/login HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"
            })
    void tellsWhoDripsTheirHeadOrTheirBodyThatItTookTooLong(String beginning) {
        try (var dripping = dripped(beginning)) {
            assertThat(dripping.answer())
                    .contains("HTTP/1.1 408 ", "application/problem+json")
                    .contains("/problems/request-timeout");
        }
    }

    @Test
    void closesTheConnectionOfWhoGoesOnDrippingAfterTheAnswer() {
        var refused =
                "POST /api/workspaces HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\n{";
        try (var dripping = dripped(refused)) {
            assertThat(dripping.answer())
                    .startsWith("HTTP/1.1 401 ")
                    .doesNotContain("HTTP/1.1 408");
        }
    }

    @Test
    void tellsItAtTheSecondRequestOfAConnectionToo() {
        try (var dripping = dripped(WELL + "GET /openapi.json HTTP/1.1\r\nHost: loc")) {
            assertThat(dripping.answer())
                    .startsWith("HTTP/1.1 200 ")
                    .contains("HTTP/1.1 408 ")
                    .contains("\"instance\":\"/\"");
        }
    }

    @Test
    void closesAConnectionOnWhichNothingCameWithoutAWord() {
        assertThat(RawConnection.exchange(port(), "")).isEmpty();
    }

    @Test
    void keepsAConnectionForSeveralRequestsThatComeInTime() {
        assertThat(RawConnection.exchange(port(), WELL + WELL + WELL).split("HTTP/1.1 200", -1))
                .hasSize(4);
    }

    private Dripping dripped(String beginning) {
        var dripping = new Dripping(port(), beginning);
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(200))
                .until(dripping::isClosedAfterAnotherByte);
        return dripping;
    }
}
