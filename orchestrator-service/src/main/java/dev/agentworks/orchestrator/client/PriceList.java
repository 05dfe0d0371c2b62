package dev.agentworks.orchestrator.client;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The prices of the models, as the router answers them. */
public record PriceList(List<Provider> items) {

    public static final PriceList EMPTY = new PriceList(List.of());

    public PriceList {
        items = items == null ? List.of() : List.copyOf(items);
    }

    public Optional<Rate> rate(String provider, String model) {
        return items.stream()
                .filter(item -> item.id().equals(provider))
                .flatMap(item -> item.models().stream())
                .filter(item -> item.id().equals(model))
                .filter(item -> item.inputPrice() != null && item.outputPrice() != null)
                .findFirst();
    }

    /** A provider and its models. */
    public record Provider(String id, List<Rate> models) {

        public Provider {
            models = models == null ? List.of() : List.copyOf(models);
        }
    }

    /** US dollars for a million tokens. */
    public record Rate(
            String id, @Nullable BigDecimal inputPrice, @Nullable BigDecimal outputPrice) {

        public BigDecimal of(long inputTokens, long outputTokens) {
            return part(inputPrice, inputTokens).add(part(outputPrice, outputTokens));
        }

        private static BigDecimal part(@Nullable BigDecimal price, long tokens) {
            return price == null
                    ? BigDecimal.ZERO
                    : price.multiply(BigDecimal.valueOf(tokens)).movePointLeft(6);
        }
    }
}
