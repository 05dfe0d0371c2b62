package dev.agentworks.core.workspace;

import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;

/** Lets constraints stand on what a {@link Given} holds. */
public final class GivenExtractor implements ValueExtractor<Given<@ExtractedValue ?>> {

    @Override
    public void extractValues(Given<?> given, ValueReceiver receiver) {
        receiver.value(null, given.value());
    }
}
