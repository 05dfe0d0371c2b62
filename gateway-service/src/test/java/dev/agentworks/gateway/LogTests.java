package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LogTests extends GatewayTest {
    @Test
    void noLineHoldsWhatLetsSomebodyIn(CapturedOutput output) {
        var ada = gateway.register();
        var refresh = String.valueOf(ada.cookies().get("aw_refresh"));
        var ticket =
                Gateway.json(gateway.post("/auth/ws-ticket", "", ada.bearer()))
                        .path("ticket")
                        .asString();
        var header = "Authorization: Bearer " + ada.accessToken();

        // what a library cannot read, it quotes
        raw("GET / HTTP/1.1\r\nHost: x\r\n " + header + "\r\n\r\n");
        raw("GET /api/workspaces HTTP/1.1\r\nHost: localhost:x\r\n" + header + "\r\n\r\n");
        raw("GET /%zz?access_token=" + ada.accessToken() + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        raw("BREW / " + ada.accessToken() + "\r\n" + header + "\r\n\r\n");
        gateway.socket(BoardFeedTests.feed("w") + "?ticket=" + ticket);
        gateway.socket(BoardFeedTests.feed("w") + "?access_token=" + ada.accessToken());
        gateway.get("/api/agents?access_token=" + ada.accessToken(), ada.bearer());
        gateway.post("/auth/refresh", "", "Cookie", "aw_refresh=" + refresh);
        gateway.get("/auth/me", "Cookie", ada.cookie(), "Authorization", "Bearer " + refresh);
        LoggerFactory.getLogger(LogTests.class)
                .error("a client sent {}", header, new IllegalStateException(header));

        assertThat(output.getAll())
                .contains("a client sent Authorization: [secret]")
                .doesNotContain(ada.accessToken(), ticket, refresh)
                .doesNotContain(ada.accessToken().substring(ada.accessToken().length() - 40));
    }

    private void raw(String request) {
        RawConnection.exchange(port(), request);
    }
}
