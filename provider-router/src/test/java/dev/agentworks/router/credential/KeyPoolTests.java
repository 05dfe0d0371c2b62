package dev.agentworks.router.credential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.completion.VendorStubTest;
import dev.agentworks.router.provider.Vendors;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.starter.test.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Several keys of one vendor in a file. */
class KeyPoolTests extends VendorStubTest {
    private static final Path FILE = file();

    @Autowired private VendorKeys keys;
    @Autowired private Vendors vendors;
    @Autowired private SettableClock clock;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("agentworks.router.keys.files.google", FILE::toString);
        registry.add("agentworks.router.keys.reread", () -> "0s");
    }

    @BeforeEach
    void twoKeys() throws IOException {
        // time stands still until the test moves it
        clock.set(clock.instant());
        Files.writeString(FILE, "key-one-%1$s\nkey-two-%1$s\n".formatted(workspace));
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void spreadsCallsAndKeepsARunOnOneKey() {
        var all =
                IntStream.range(0, 40)
                        .mapToObj(_ -> picked(Affinity.NONE).name())
                        .collect(Collectors.toSet());
        var run = new Affinity("run-1");
        var ofRun =
                IntStream.range(0, 40)
                        .mapToObj(_ -> picked(run).name())
                        .collect(Collectors.toSet());

        assertThat(all).hasSize(2);
        assertThat(ofRun).hasSize(1);
    }

    @Test
    void aRefusedKeySitsOutAndTheOtherGoesOn() {
        var refused = picked(Affinity.NONE);

        keys.failed(refused, "gemini-2.5-pro", failed(FailureClass.AUTH, null));

        for (int i = 0; i < 20; i++) {
            assertThat(picked(Affinity.NONE).name()).isNotEqualTo(refused.name());
        }
        clock.advance(Duration.ofMinutes(6));
        assertThat(
                        IntStream.range(0, 60)
                                .mapToObj(_ -> picked(Affinity.NONE).name())
                                .collect(Collectors.toSet()))
                .contains(refused.name());
    }

    @Test
    void aKeyAskedTooOftenSitsOutForItsModelAndTheTimeTheVendorSays() {
        var limited = picked(new Affinity("a"));
        keys.failed(
                limited,
                "gemini-2.5-pro",
                failed(FailureClass.RATE_LIMITED, Duration.ofSeconds(9)));
        var other = picked(new Affinity("a"));
        keys.failed(
                other, "gemini-2.5-pro", failed(FailureClass.RATE_LIMITED, Duration.ofSeconds(4)));

        assertThat(other.name()).isNotEqualTo(limited.name());
        assertThat(keys.select(workspace, google(), "gemini-2.5-pro", Affinity.NONE))
                .isInstanceOfSatisfying(
                        KeySelection.CoolingDown.class,
                        it -> {
                            assertThat(it.why()).isEqualTo(FailureClass.RATE_LIMITED);
                            assertThat(it.pause())
                                    .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
                        });
        assertThat(keys.select(workspace, google(), "gemini-2.5-flash", Affinity.NONE))
                .isInstanceOf(KeySelection.Selected.class);
        clock.advance(Duration.ofSeconds(5));
        assertThat(picked(Affinity.NONE).name()).isEqualTo(other.name());
    }

    @Test
    void aChangedFileIsInForceWithoutARestart() throws IOException {
        var benched = picked(Affinity.NONE);
        keys.failed(benched, "gemini-2.5-pro", failed(FailureClass.QUOTA_EXHAUSTED, null));

        Files.writeString(FILE, "key-new-" + UUID.randomUUID());

        assertThat(picked(Affinity.NONE).access().key().value()).startsWith("key-new-");
        Files.writeString(FILE, "");
        assertThat(keys.select(workspace, google(), "gemini-2.5-pro", Affinity.NONE))
                .isInstanceOf(KeySelection.Missing.class);
    }

    private VendorKey picked(Affinity affinity) {
        return keys.select(workspace, google(), "gemini-2.5-pro", affinity)
                        instanceof KeySelection.Selected(var key)
                ? key
                : org.junit.jupiter.api.Assertions.fail("no key was picked");
    }

    private Vendor google() {
        return vendors.find("google").orElseThrow();
    }

    private static VendorFailure failed(
            FailureClass kind, @org.jspecify.annotations.Nullable Duration retryAfter) {
        return new VendorFailure(kind, "no", retryAfter);
    }

    private static Path file() {
        try {
            return Files.createTempFile("keys", ".txt");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
