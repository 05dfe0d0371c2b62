package dev.agentworks.gateway.edge;

import java.util.Arrays;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Finds the address of a client behind the configured number of trusted proxies. */
@Component
public class ClientAddress {
    private final int proxies;

    ClientAddress(EdgeSettings settings) {
        this.proxies = settings.trustedProxies();
    }

    /** The address of the client. */
    public String of(ServerHttpRequest request) {
        if (proxies > 0) {
            // each proxy appends the address it saw: only the last ones cannot be forged by the
            // client
            var hops =
                    request.getHeaders().getOrEmpty("X-Forwarded-For").stream()
                            .flatMap(line -> Arrays.stream(line.split(",")))
                            .map(String::strip)
                            .filter(hop -> !hop.isEmpty())
                            .toList();
            if (hops.size() >= proxies) {
                return hops.get(hops.size() - proxies);
            }
        }
        var remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? "unknown"
                : remote.getAddress().getHostAddress();
    }
}
