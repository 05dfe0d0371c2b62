package dev.agentworks.router.credential;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.router.catalogue.Capability;
import dev.agentworks.router.catalogue.Catalogue;
import dev.agentworks.router.catalogue.Model;
import dev.agentworks.router.provider.http.CallControl;
import dev.agentworks.router.provider.http.NotDispatchedException;
import dev.agentworks.router.provider.http.VendorClient;
import dev.agentworks.router.provider.model.ChatOptions;
import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.Message;
import dev.agentworks.router.provider.spi.ProviderSettings;
import dev.agentworks.router.provider.spi.ResponseListener;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.starter.identifier.Uuids;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tests a key by the cheapest call of its vendor. */
@Component
public class KeyProbe {
    private static final int FEW_TOKENS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final VendorClient client;
    private final Catalogue catalogue;
    private final Clock clock;

    KeyProbe(VendorClient client, Catalogue catalogue, Clock clock) {
        this.client = client;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    public Result of(Vendor vendor, ProviderSettings.Access access) {
        var model = cheapest(vendor);
        if (model == null) {
            return new Result(false, null, null, "no-model", "The price table has no model of it.");
        }
        long began = System.nanoTime();
        try {
            var answer =
                    client.call(
                            vendor,
                            hello(model),
                            access,
                            "key-test-" + Uuids.v7(),
                            new Nobody(),
                            new CallControl(
                                    new ProviderSettings.Timeouts(
                                            Duration.ofSeconds(3), PATIENCE, PATIENCE, PATIENCE)));
            long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
            var failure = answer.failure();
            return failure == null
                    ? new Result(true, model.model(), millis, null, null)
                    : new Result(
                            false,
                            model.model(),
                            millis,
                            failure.kind().code(),
                            access.key().hideIn(failure.message()));
        } catch (NotDispatchedException e) {
            return new Result(
                    false,
                    model.model(),
                    null,
                    "unreachable",
                    "%s cannot be reached.".formatted(vendor.name()));
        }
    }

    private @Nullable Model cheapest(Vendor vendor) {
        return catalogue.of(vendor.id()).stream()
                .filter(model -> model.can(Capability.CHAT))
                .filter(model -> model.priceAt(clock.instant()).isPresent())
                .min(Comparator.comparing(this::price))
                .orElse(null);
    }

    private BigDecimal price(Model model) {
        return model.priceAt(clock.instant()).orElseThrow().perMillion().output();
    }

    private static ChatRequest hello(Model model) {
        return new ChatRequest(
                model.model(),
                null,
                List.of(new Message.User("Say OK.")),
                List.of(),
                null,
                FEW_TOKENS,
                ChatOptions.NONE,
                model.traits());
    }

    /** The result of the test call. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            boolean ok,
            @Nullable String model,
            @Nullable Long millis,
            @Nullable String code,
            @Nullable String message) {}

    private static final class Nobody implements ResponseListener {
        @Override
        public void dispatching() {}

        @Override
        public void text(String delta) {}

        @Override
        public void tool(String id, String name) {}
    }
}
