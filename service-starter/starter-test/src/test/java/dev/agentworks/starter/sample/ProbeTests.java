package dev.agentworks.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.test.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest(service = "sample")
class ProbeTests {
    @LocalServerPort int port;

    @Test
    void isHealthyWithEveryDependency() {
        var answer = new SampleCalls(port, null).get("/health");

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("healthy");
        assertThat(
                        answer.json()
                                .path("checks")
                                .valueStream()
                                .map(check -> check.path("name").asString()))
                .containsExactly("db", "pubsub", "redis");
    }

    @Test
    void isAliveAndReady() {
        assertThat(new SampleCalls(port, null).get("/live").status()).isEqualTo(200);
        assertThat(new SampleCalls(port, null).get("/ready").status()).isEqualTo(200);
    }

    @Test
    void showsItsFigures() {
        var figures = new SampleCalls(port, null).get("/metrics").response().body();

        assertThat(figures)
                .contains(
                        "agentworks_outbox_size",
                        "agentworks_outbox_age_seconds",
                        "service=\"sample\"");
    }
}
