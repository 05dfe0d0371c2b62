package dev.agentworks.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.test.ServiceTest;
import dev.agentworks.starter.test.TokenMaker;
import java.net.http.HttpRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest(service = "sample")
class TraceTests {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    @LocalServerPort int port;
    @Autowired TokenMaker tokens;
    @Autowired Letters letters;

    @Test
    void carriesATraceFromARequestThroughTheOutboxIntoTheHandler() {
        var calls = new SampleCalls(port, tokens.bearer("gateway", null, "sample:public"));
        var sent =
                calls.send(
                        calls.request("/letters")
                                .header("traceparent", "00-%s-b7ad6b7169203331-01".formatted(TRACE))
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"text\":\"traced\"}")));

        assertThat(sent.status()).as(sent.response().body()).isEqualTo(200);
        Awaitility.await().until(() -> letters.read.contains("traced"));
        assertThat(letters.deliveries)
                .filteredOn(message -> message.body().equals("traced"))
                .first()
                .satisfies(message ->
                        assertThat(message.attributes().get("traceparent")).contains(TRACE));
        assertThat(letters.traces).containsEntry("traced", TRACE);
    }
}
