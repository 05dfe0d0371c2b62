package dev.agentworks.router.provider;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The vendors that can be asked. */
@Component
public class Vendors {
    private final List<Vendor> all;

    Vendors(List<Vendor> vendors) {
        this.all = vendors.stream().sorted(Comparator.comparing(Vendor::id)).toList();
    }

    public List<Vendor> all() {
        return all;
    }

    public Optional<Vendor> find(String id) {
        return all.stream().filter(vendor -> vendor.id().equals(id)).findFirst();
    }
}
