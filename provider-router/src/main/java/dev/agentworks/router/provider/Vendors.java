package dev.agentworks.router.provider;

import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.router.provider.spi.VendorSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The vendors that can be asked. */
@Component
public class Vendors {
    private final List<Vendor> all;
    private final Map<String, Vendor> byId;

    Vendors(List<Vendor> vendors, List<VendorSource> sources) {
        this.all =
                Stream.concat(
                                vendors.stream(),
                                sources.stream().flatMap(source -> source.vendors().stream()))
                        .sorted(Comparator.comparing(Vendor::id))
                        .toList();
        // two of the same name are a mistake in the settings, and an exception here
        this.byId = all.stream().collect(Collectors.toMap(Vendor::id, Function.identity()));
    }

    public List<Vendor> all() {
        return all;
    }

    public Optional<Vendor> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
