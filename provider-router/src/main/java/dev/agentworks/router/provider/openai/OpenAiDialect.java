package dev.agentworks.router.provider.openai;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * In which details a server that speaks Chat Completions differs from the others. Every difference
 * is a flag, so that a new server needs settings and no code.
 *
 * @param flags what it has
 * @param maxTokensField what the limit of the output is called
 * @param structured what it takes for structured output
 * @param reasoningField in which field it takes back what the model thought
 */
record OpenAiDialect(
        Set<Flag> flags, String maxTokensField, Structured structured, String reasoningField) {
    OpenAiDialect {
        flags = Set.copyOf(flags);
    }

    boolean has(Flag flag) {
        return flags.contains(flag);
    }

    /** The same with some flags set otherwise, by {@code flag-name: true|false}. */
    OpenAiDialect with(Map<String, String> changes) {
        var changed = flags.isEmpty() ? EnumSet.noneOf(Flag.class) : EnumSet.copyOf(flags);
        var limit = maxTokensField;
        var format = structured;
        var thought = reasoningField;
        for (var change : changes.entrySet()) {
            switch (change.getKey()) {
                case "max-tokens-field" -> limit = change.getValue();
                case "structured" -> format = Structured.valueOf(constant(change.getValue()));
                case "reasoning-field" -> thought = change.getValue();
                default -> {
                    var flag = Flag.valueOf(constant(change.getKey()));
                    if (Boolean.parseBoolean(change.getValue())) {
                        changed.add(flag);
                    } else {
                        changed.remove(flag);
                    }
                }
            }
        }
        return new OpenAiDialect(changed, limit, format, thought);
    }

    private static String constant(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** A capability. */
    enum Flag {
        /** It takes {@code stream_options}. */
        STREAM_OPTIONS,
        /** It pads its events unless told not to. */
        OBFUSCATION,
        /** It ends its streams with {@code [DONE]}; others end with the connection. */
        DONE_MARKER,
        /** It knows the role {@code developer}. */
        DEVELOPER_ROLE,
        PARALLEL_TOOL_CALLS,
        REASONING_EFFORT,
        SERVICE_TIER,
        PROMPT_CACHE_KEY,
        /** It takes {@code seed}. */
        SEED,
        /** It wants the model's thoughts back in tool loops. */
        REPLAYS_REASONING,
        /** Signatures of thoughts travel beside the tool calls. */
        THOUGHT_SIGNATURES,
        EMBEDDINGS,
        /** It answers without a key. */
        KEYLESS
    }

    /** What there is for structured output. */
    enum Structured {
        NONE,
        JSON_OBJECT,
        JSON_SCHEMA
    }
}
