package dev.agentworks.router.provider.spi;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as vendors write it, which is less strict than what our own clients may send. */
public final class VendorJson {
    public static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private VendorJson() {}
}
