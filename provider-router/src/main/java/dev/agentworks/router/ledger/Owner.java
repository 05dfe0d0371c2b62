package dev.agentworks.router.ledger;

import dev.agentworks.starter.identifier.Uuids;
import org.springframework.stereotype.Component;

/** This instance, as it stands in the rows it works on. */
@Component
class Owner {
    private final String name = Uuids.v7().toString();

    String name() {
        return name;
    }
}
