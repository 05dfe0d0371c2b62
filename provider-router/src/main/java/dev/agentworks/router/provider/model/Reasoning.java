package dev.agentworks.router.provider.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a model thought, or the vendor's proof of it. Opaque to everyone but the adapter that made
 * it: it goes back with the turn it came in, to the same place in it. An adapter leaves out the
 * formats that are not its own.
 *
 * @param format which adapter reads it
 * @param text readable thought, if there is any
 * @param data the vendor's signature or its encrypted thought
 * @param afterText how many characters of the turn's text came before it
 * @param afterCalls how many of the turn's tool calls came before it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reasoning(
        String format,
        @Nullable String text,
        @Nullable String data,
        int afterText,
        int afterCalls) {}
