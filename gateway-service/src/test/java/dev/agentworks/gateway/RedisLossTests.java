package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.starter.redis.RedisConnection;
import dev.agentworks.starter.redis.RedisUnavailableException;
import dev.agentworks.starter.test.TestPublisher;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RedisLossTests extends GatewayTest {
    @Autowired private RedisConnection redis;
    @Autowired private TestPublisher publisher;

    @BeforeEach
    void redisAnswers() {
        await().atMost(Duration.ofSeconds(20)).until(this::answers);
    }

    @AfterEach
    void redisIsBack() {
        if (!answers()) {
            TestEnvironment.REDIS.start();
            await().atMost(Duration.ofSeconds(20)).until(this::answers);
        }
    }

    @Test
    void keepsWorkingWithoutRedis() {
        var ada = gateway.register();
        var workspace = firstWorkspace(ada);
        var socket = gateway.socket(BoardFeedTests.feed(workspace), ada.bearer());
        socket.awaitFrames(1);
        lose();

        // people sign in and work
        var eve = gateway.register();
        assertThat(gateway.get("/api/workspaces", eve.bearer()).statusCode()).isEqualTo(200);
        assertThat(gateway.get("/ready").statusCode()).isEqualTo(200);
        // limits are kept by this instance
        assertThat(
                        gateway.get("/api/workspaces", eve.bearer())
                                .headers()
                                .firstValue("ratelimit-remaining"))
                .contains("38");
        // a ticket is good once
        var ticket =
                Gateway.json(gateway.post("/auth/ws-ticket", "", eve.bearer()))
                        .path("ticket")
                        .asString();
        var hello = "{\"type\":\"hello\",\"ticket\":\"%s\"}".formatted(ticket);
        var terminal = gateway.socket("/api/cards/" + CARD + "/terminal");
        terminal.say(hello);
        terminal.say("hi");
        assertThat(terminal.awaitFrames(1)).containsExactly("heard hi");
        var again = gateway.socket("/api/cards/" + CARD + "/terminal");
        again.say(hello);
        assertThat(again.awaitClose()).isEqualTo(4001);
        // a session that ended here has ended
        gateway.post("/auth/logout", "", eve.bearer());
        assertThat(gateway.get("/auth/me", eve.bearer()).statusCode()).isEqualTo(401);
        // the feed goes on
        happen(workspace, "moved");
        assertThat(socket.awaitFrames(2).get(1)).contains("card.moved");
        assertThat(gateway.get("/health").statusCode()).isEqualTo(503);

        // Redis comes back empty, and nobody is told anything twice
        TestEnvironment.REDIS.start();
        await().atMost(Duration.ofSeconds(20)).until(this::answers);
        var seen = happen(workspace, "updated");
        assertThat(socket.awaitFrames(3).get(2)).contains("card.updated");
        happen(workspace, "deleted");
        var late = gateway.socket(BoardFeedTests.feed(workspace) + "?after=" + seen, ada.bearer());
        assertThat(late.awaitFrames(1).getFirst()).contains("card.deleted");
        await().until(() -> gateway.get("/health").statusCode() == 200);
    }

    private long happen(String workspace, String type) {
        var event = BoardFeedTests.cardEvent(workspace, type);
        var seq = TestEnvironment.CORE.feeds.commit(workspace, "card." + type, event.payload());
        publisher.publish(event);
        return seq;
    }

    @Test
    void aLossOfRedisGivesNobodyFreshAttemptsToSignIn() {
        var guess =
                "{\"email\":\"%s@example.com\",\"password\":\"guess\"}"
                        .formatted(UUID.randomUUID());
        int guesses = 0;
        while (gateway.post("/auth/login", guess).statusCode() != 429) {
            assertThat(++guesses).isLessThan(100);
        }
        lose();

        assertThat(gateway.post("/auth/login", guess).statusCode()).isEqualTo(429);
    }

    @Test
    void keepsASocketThroughALossOfRedis() {
        var ada = gateway.register();
        var socket = gateway.socket("/api/cards/" + CARD + "/terminal", ada.bearer());
        socket.say("one");
        socket.awaitFrames(1);
        lose();

        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(3))
                .until(() -> !socket.isClosed());
        socket.say("two");

        assertThat(socket.awaitFrames(2)).containsExactly("heard one", "heard two");
    }

    private void lose() {
        TestEnvironment.REDIS.stop();
        await().atMost(Duration.ofSeconds(10)).until(() -> !answers());
    }

    private boolean answers() {
        try {
            return redis.<String>call(commands -> commands.ping()).equals("PONG");
        } catch (RedisUnavailableException _) {
            return false;
        }
    }
}
