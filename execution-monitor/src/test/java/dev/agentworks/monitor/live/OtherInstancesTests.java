package dev.agentworks.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.monitor.MonitorTest;
import dev.agentworks.monitor.TestRun;
import dev.agentworks.monitor.intake.OtherInstance;
import dev.agentworks.starter.redis.RedisConnection;
import dev.agentworks.starter.redis.RedisSettings;
import dev.agentworks.starter.test.TokenMaker;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Lines that another instance took in reach the sockets of this one. */
class OtherInstancesTests extends MonitorTest {
    @LocalServerPort int port;
    @Autowired TokenMaker tokens;
    @Autowired ApplicationContext context;
    @Autowired StreamNotifications notifications;
    @Autowired RedisSettings redisSettings;
    private final TestRun run = TestRun.aRun();

    @Test
    void areShownAtOnceAfterANotification() {
        await().until(notifications::isUp);
        var redis = new RedisConnection(redisSettings);
        redis.start();
        await().until(redis::isConnected);
        var others = new StreamNotifications(redis, JsonMapper.builder().build());
        try (var terminal = terminal()) {
            var before = System.nanoTime();
            var stored = new OtherInstance(context).append(run.batch("journal", 1, 3, false));
            others.publish(new StreamNotifications.LinesStored(stored.head(), stored.lines()));

            assertThat(terminal.awaitLines(3)).hasSize(3);
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(Duration.ofSeconds(2));
        } finally {
            redis.stop();
            redis.destroy();
        }
    }

    @Test
    void areFoundByThePositionCheckWhenTheNotificationWasLost() {
        await().until(notifications::isUp);
        try (var terminal = terminal()) {
            new OtherInstance(context).append(run.batch("journal", 1, 3, false));
            new OtherInstance(context).append(run.batch("journal", 4, 3, false));

            assertThat(terminal.awaitLines(6)).hasSize(6);
        }
    }

    @Test
    void areFoundSoonWhileRedisIsUnreachableAndAfterItsReturn() {
        REDIS.stop();
        try (var terminal = terminal()) {
            await().until(() -> !notifications.isUp());
            var before = System.nanoTime();
            new OtherInstance(context).append(run.batch("journal", 1, 3, false));
            assertThat(terminal.awaitLines(3)).hasSize(3);
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(Duration.ofSeconds(2));

            REDIS.start();
            await().atMost(Duration.ofSeconds(10)).until(notifications::isUp);
            new OtherInstance(context).append(run.batch("journal", 4, 3, false));
            assertThat(terminal.awaitLines(6)).hasSize(6);
        } finally {
            REDIS.start();
        }
    }

    private TerminalClient terminal() {
        var terminal =
                TerminalClient.open(
                        port,
                        "/api/cards/" + run.cardId() + "/terminal",
                        tokens.bearer("gateway", run.member(), "monitor:public"));
        terminal.subscribe("\"start\"").awaitFrame("subscribed");
        return terminal;
    }
}
