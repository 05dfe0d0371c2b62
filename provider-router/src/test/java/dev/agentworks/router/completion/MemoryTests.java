package dev.agentworks.router.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.router.provider.http.VendorServer;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** What a call needs while it runs is given back when it is over, however it ends. */
@TestPropertySource(
        properties = {
            "agentworks.router.keys.limited-for=50ms",
            "agentworks.router.breaker.failure-rate=100"
        })
class MemoryTests extends VendorStubTest {
    private static final Pattern OF_A_CALL =
            Pattern.compile(
                    "(\\d+)\\s+\\d+\\s+dev\\.agentworks\\.router\\.(call\\.(RunningCall|CallProgress|CallStop|Delivery|CallOrder)"
                            + "|provider\\.(CallControl|AnswerBuilder|ChatRequest|Answer|AnswerReading)"
                            + "|ledger\\.Outcome)\\b(?!\\$).*");

    @Test
    void nothingOfACallStaysWhenItIsOver() throws Exception {
        var text = golden("openai", "text");
        var begun = text.substring(0, text.indexOf("\n\n", text.indexOf("Hello")) + 2);
        VENDOR.behave(exchange -> {
            switch (Math.floorMod(VENDOR.received().size(), 6)) {
                case 0 -> VendorServer.cut(begun).answer(exchange);
                case 1 -> VendorServer.cut("").answer(exchange);
                case 2 -> VendorServer.respond(400, Map.of(), "{}").answer(exchange);
                case 3 -> VENDOR.stall(begun).answer(exchange);
                default -> VendorServer.stream(text).answer(exchange);
            }
        });

        try (var callers = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 600; i++) {
                callers.submit(this::callAndCancelWhatStalls);
            }
        }

        await().untilAsserted(() -> assertThat(leftovers()).isLessThan(60));
    }

    private void callAndCancelWhatStalls() {
        var key = key();
        try (var stream = open(key, body("gpt-4o", "")).body()) {
            if (stream.read() >= 0) {
                delete(key);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many objects of calls are reached from anywhere. */
    private static long leftovers() throws Exception {
        var histogram =
                (String)
                        ManagementFactory.getPlatformMBeanServer()
                                .invoke(
                                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                        "gcClassHistogram",
                                        new Object[] {new String[0]},
                                        new String[] {String[].class.getName()});
        return OF_A_CALL
                .matcher(histogram)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }
}
