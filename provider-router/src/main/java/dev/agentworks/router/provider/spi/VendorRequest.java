package dev.agentworks.router.provider.spi;

import java.net.URI;
import java.util.Map;

/** A POST of JSON to a vendor. Its headers hold secrets: it is never printed. */
@SuppressWarnings("ArrayRecordComponent")
public record VendorRequest(URI uri, Map<String, String> headers, byte[] body) {
    @Override
    public String toString() {
        return "POST " + uri + ", " + body.length + " bytes";
    }
}
