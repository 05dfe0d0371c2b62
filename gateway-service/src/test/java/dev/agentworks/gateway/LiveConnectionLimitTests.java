package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Live connections are counted, whatever they show and however they are opened. */
class LiveConnectionLimitTests extends GatewayTest {
    private static final String TERMINAL = "/api/cards/" + CARD + "/terminal";
    private static final int OF_A_PERSON = 12;
    private static final int UNPROVEN = 6;

    @Test
    void aPersonHasSoManyOfAllKindsTogether() {
        var ada = gateway.register();
        var feed = BoardFeedTests.feed(firstWorkspace(ada));
        var open = new ArrayList<Socket>();
        for (int i = 0; i < 6; i++) {
            open.add(heard(gateway.socket(TERMINAL, ada.bearer())));
            open.add(ready(gateway.socket(feed, ada.bearer())));
        }
        assertThat(open).hasSize(OF_A_PERSON);

        for (var path : List.of(TERMINAL, feed)) {
            var refused = gateway.socket(path, ada.bearer());
            assertThat(refused.awaitClose()).as(path).isEqualTo(4029);
            assertThat(refused.closeReason()).contains("close others");
        }
        var stream = gateway.get(feed, ada.bearerAnd("Accept", "text/event-stream"));
        assertThat(stream.statusCode()).isEqualTo(429);
        assertThat(Gateway.code(stream)).isEqualTo("rate-limited");
        assertThat(stream.headers().firstValue("retry-after")).isPresent();
        assertThat(open).noneMatch(Socket::isClosed);
        heard(gateway.socket(TERMINAL, gateway.register().bearer())).close(1000, "");
        open.forEach(socket -> socket.close(1000, ""));
    }

    @Test
    void onesPlaceIsTheNextOnesAfterItWasClosed() {
        var ada = gateway.register();
        var feed = BoardFeedTests.feed(firstWorkspace(ada));
        try (var stream = gateway.stream(feed, ada.bearer())) {
            await().until(() -> stream.text().contains("\"ready\""));
            var open = new ArrayList<Socket>();
            for (int i = 1; i < OF_A_PERSON; i++) {
                open.add(ready(gateway.socket(feed, ada.bearer())));
            }
            assertThat(gateway.socket(feed, ada.bearer()).awaitClose()).isEqualTo(4029);

            stream.close();

            await().until(() -> isServed(feed, ada));
            open.forEach(socket -> socket.close(1000, ""));
            await().until(() -> isServed(TERMINAL, ada));
        }
    }

    @Test
    void anAddressHasSoManyThatHaveNotSaidWhoTheyAre() {
        var silent = new ArrayList<Socket>();
        for (int i = 0; i < UNPROVEN; i++) {
            silent.add(gateway.socket(TERMINAL));
        }

        assertThat(gateway.socket(TERMINAL).awaitClose()).isEqualTo(4029);

        // those who say it are not concerned, and places come back when nothing was said in time
        var ada = gateway.register();
        heard(gateway.socket(TERMINAL, ada.bearer())).close(1000, "");
        assertThat(silent).allSatisfy(one -> assertThat(one.awaitClose()).isEqualTo(4001));
        assertThat(gateway.socket(TERMINAL).awaitClose()).isEqualTo(4001);
    }

    private boolean isServed(String path, Gateway.Visitor visitor) {
        var socket = gateway.socket(path, visitor.bearer());
        socket.say("anybody there");
        await().until(() -> socket.isClosed() || !socket.frames().isEmpty());
        if (socket.isClosed()) {
            return false;
        }
        socket.close(1000, "");
        return true;
    }

    private static Socket heard(Socket socket) {
        socket.say("one");
        socket.awaitFrames(1);
        return socket;
    }

    private static Socket ready(Socket socket) {
        socket.awaitFrames(1);
        return socket;
    }
}
