package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class TerminalTests extends GatewayTest {
    private static final String TERMINAL = "/api/cards/" + CARD + "/terminal";

    @Test
    void relaysBothWaysForABearer() {
        var ada = gateway.register();

        var socket = gateway.socket(TERMINAL, ada.bearer());
        socket.say("one");
        socket.say("two");

        assertThat(socket.awaitFrames(2)).containsExactly("heard one", "heard two");
        var token = TestEnvironment.MONITOR.handshakes().getLast().token();
        assertThat(token.path("scope").toString()).contains("monitor:public");
        assertThat(token.path("act").path("sub").asString()).isEqualTo(ada.id());
        assertThat(TestEnvironment.MONITOR.handshakes().getLast().header("cookie")).isNull();
        socket.close(1000, "done");
        await().until(() -> !TestEnvironment.MONITOR.closings().isEmpty());
        assertThat(TestEnvironment.MONITOR.closings()).contains(1000);
    }

    @Test
    void acceptsOurOwnPagesByCookieAndRefusesForeignOnes() {
        var ada = gateway.register();

        var own = gateway.socket(TERMINAL, "Cookie", ada.cookie(), "Origin", gateway.origin());
        own.say("hi");
        assertThat(own.awaitFrames(1)).containsExactly("heard hi");

        var foreign =
                gateway.socket(TERMINAL, "Cookie", ada.cookie(), "Origin", "https://evil.example");
        assertThat(foreign.refusal()).isEqualTo(403);
    }

    @Test
    void acceptsATicketOnce() {
        var ada = gateway.register();
        var answer = Gateway.json(gateway.post("/auth/ws-ticket", "", ada.bearer()));
        assertThat(answer.path("expiresIn").asInt()).isEqualTo(30);
        var hello =
                "{\"type\":\"hello\",\"ticket\":\"%s\"}"
                        .formatted(answer.path("ticket").asString());

        var socket = gateway.socket(TERMINAL);
        socket.say(hello);
        socket.say("first");
        assertThat(socket.awaitFrames(1)).containsExactly("heard first");

        var again = gateway.socket(TERMINAL);
        again.say(hello);
        assertThat(again.awaitClose()).isEqualTo(4001);
    }

    @Test
    void closesASocketThatDoesNotAuthenticate() {
        var silent = gateway.socket(TERMINAL);
        var rude = gateway.socket(TERMINAL);
        rude.say("{\"type\":\"subscribe\",\"sub\":\"1\"}");

        assertThat(rude.awaitClose()).isEqualTo(4001);
        assertThat(silent.awaitClose()).isEqualTo(4001);
    }

    @Test
    void dropsTheHelloFrameOfAPageWithACookie() {
        var ada = gateway.register();

        var socket = gateway.socket(TERMINAL, ada.bearer());
        socket.say("{\"type\":\"hello\",\"ticket\":\"whatever\"}");
        socket.say("next");

        assertThat(socket.awaitFrames(1)).containsExactly("heard next");
    }

    @Test
    void passesTheMonitorsCloseCodeOn() {
        var socket = gateway.socket(TERMINAL, gateway.register().bearer());
        socket.say("bye");

        assertThat(socket.awaitClose()).isEqualTo(4009);
        assertThat(socket.closeReason()).isEqualTo("see you");
    }

    @Test
    void closesTheSocketOfAnUnknownCard() {
        var socket =
                gateway.socket(
                        "/api/cards/" + FakeMonitor.UNKNOWN_CARD + "/terminal",
                        gateway.register().bearer());

        assertThat(socket.awaitClose()).isEqualTo(4004);
    }

    @Test
    void closesTheSocketOfAPersonWhoSignsOut() {
        var ada = gateway.register();
        var socket = gateway.socket(TERMINAL, ada.bearer());
        socket.say("one");
        socket.awaitFrames(1);

        gateway.post("/auth/logout", "", ada.bearer());

        assertThat(socket.awaitClose()).isEqualTo(4001);
    }

    @Test
    void closesTheSocketOfAMemberWhoIsRemoved() {
        var ada = gateway.register();
        var workspace = TestEnvironment.CORE.addTo(ada.id());
        var socket = gateway.socket(TERMINAL, ada.bearer());
        socket.say("one");
        socket.awaitFrames(1);

        TestEnvironment.CORE.removeFrom(ada.id(), workspace);

        assertThat(socket.awaitClose()).isEqualTo(4001);
    }

    @Test
    void carriesLargeFramesOfTheMonitorAndRefusesThoseOfClients() {
        var socket = gateway.socket(TERMINAL, gateway.register().bearer());
        socket.say("x".repeat(60_000));
        assertThat(socket.awaitFrames(1).getFirst()).hasSize(60_006);

        socket.say("x".repeat(70_000));
        assertThat(socket.awaitClose()).isEqualTo(1009);
    }

    @Test
    void requiresAnUpgrade() {
        var answer = gateway.get(TERMINAL, gateway.register().bearer());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("WebSocket");
    }
}
