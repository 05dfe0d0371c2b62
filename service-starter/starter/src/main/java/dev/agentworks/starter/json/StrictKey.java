package dev.agentworks.starter.json;

import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;

/** Reads the keys of a map; they are text as values are. */
final class StrictKey extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
        TextFault.check(context.getParser(), key);
        return key;
    }
}
