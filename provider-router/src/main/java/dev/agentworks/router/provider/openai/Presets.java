package dev.agentworks.router.provider.openai;

import static dev.agentworks.router.provider.openai.OpenAiDialect.Flag.DEVELOPER_ROLE;
import static dev.agentworks.router.provider.openai.OpenAiDialect.Flag.DONE_MARKER;
import static dev.agentworks.router.provider.openai.OpenAiDialect.Flag.EMBEDDINGS;
import static dev.agentworks.router.provider.openai.OpenAiDialect.Flag.KEYLESS;
import static dev.agentworks.router.provider.openai.OpenAiDialect.Flag.OBFUSCATION;
import static dev.agentworks.router.provider.openai.OpenAiDialect.Flag.PARALLEL_TOOL_CALLS;
import static dev.agentworks.router.provider.openai.OpenAiDialect.Flag.PROMPT_CACHE_KEY;
import static dev.agentworks.router.provider.openai.OpenAiDialect.Flag.REASONING_EFFORT;
import static dev.agentworks.router.provider.openai.OpenAiDialect.Flag.REPLAYS_REASONING;
import static dev.agentworks.router.provider.openai.OpenAiDialect.Flag.SEED;
import static dev.agentworks.router.provider.openai.OpenAiDialect.Flag.SERVICE_TIER;
import static dev.agentworks.router.provider.openai.OpenAiDialect.Flag.STREAM_OPTIONS;
import static dev.agentworks.router.provider.openai.OpenAiDialect.Flag.THOUGHT_SIGNATURES;
import static dev.agentworks.router.provider.openai.OpenAiDialect.Structured.JSON_OBJECT;
import static dev.agentworks.router.provider.openai.OpenAiDialect.Structured.JSON_SCHEMA;

import dev.agentworks.router.provider.openai.OpenAiDialect.Flag;
import dev.agentworks.router.provider.openai.OpenAiDialect.Structured;
import java.util.Map;
import java.util.Set;

/** The dialects of servers we know. */
final class Presets {
    static final OpenAiDialect OPENAI =
            new OpenAiDialect(
                    Set.of(
                            STREAM_OPTIONS,
                            OBFUSCATION,
                            DONE_MARKER,
                            DEVELOPER_ROLE,
                            PARALLEL_TOOL_CALLS,
                            REASONING_EFFORT,
                            SERVICE_TIER,
                            PROMPT_CACHE_KEY,
                            SEED,
                            EMBEDDINGS),
                    "max_completion_tokens",
                    JSON_SCHEMA,
                    "");

    /** What nearly all of them understand. */
    private static final Preset GENERIC =
            preset("", of(JSON_SCHEMA, "", STREAM_OPTIONS, EMBEDDINGS));

    private static final Map<String, Preset> ALL =
            Map.of(
                    "generic",
                    GENERIC,
                    "ollama",
                    preset(
                            "http://127.0.0.1:11434/v1",
                            of(
                                    JSON_SCHEMA,
                                    "reasoning",
                                    SEED,
                                    STREAM_OPTIONS,
                                    DONE_MARKER,
                                    REASONING_EFFORT,
                                    EMBEDDINGS,
                                    KEYLESS)),
                    "vllm",
                    preset(
                            "http://127.0.0.1:8000/v1",
                            of(
                                    JSON_SCHEMA,
                                    "reasoning_content",
                                    SEED,
                                    STREAM_OPTIONS,
                                    DONE_MARKER,
                                    PARALLEL_TOOL_CALLS,
                                    REASONING_EFFORT,
                                    EMBEDDINGS,
                                    KEYLESS)),
                    "groq",
                    preset(
                            "https://api.groq.com/openai/v1",
                            of(
                                    JSON_SCHEMA,
                                    "reasoning",
                                    SEED,
                                    STREAM_OPTIONS,
                                    DONE_MARKER,
                                    PARALLEL_TOOL_CALLS,
                                    REASONING_EFFORT,
                                    SERVICE_TIER)),
                    "mistral",
                    preset(
                            "https://api.mistral.ai/v1",
                            of(JSON_SCHEMA, "", DONE_MARKER, PARALLEL_TOOL_CALLS, EMBEDDINGS)),
                    "deepseek",
                    preset(
                            "https://api.deepseek.com/v1",
                            of(
                                    JSON_OBJECT,
                                    "reasoning_content",
                                    STREAM_OPTIONS,
                                    DONE_MARKER,
                                    REPLAYS_REASONING)),
                    "xai",
                    preset(
                            "https://api.x.ai/v1",
                            of(
                                    JSON_SCHEMA,
                                    "reasoning_content",
                                    SEED,
                                    STREAM_OPTIONS,
                                    DONE_MARKER,
                                    PARALLEL_TOOL_CALLS,
                                    REASONING_EFFORT)),
                    "gemini",
                    preset(
                            "https://generativelanguage.googleapis.com/v1beta/openai",
                            of(
                                    JSON_SCHEMA,
                                    "",
                                    STREAM_OPTIONS,
                                    DONE_MARKER,
                                    REASONING_EFFORT,
                                    THOUGHT_SIGNATURES,
                                    EMBEDDINGS)));

    private Presets() {}

    static Preset named(String name) {
        var preset = ALL.get(name);
        if (preset == null) {
            throw new IllegalArgumentException(
                    "there is no preset %s; there are %s"
                            .formatted(name, ALL.keySet().stream().sorted().toList()));
        }
        return preset;
    }

    private static Preset preset(String baseUrl, OpenAiDialect dialect) {
        return new Preset(baseUrl, dialect);
    }

    private static OpenAiDialect of(Structured structured, String reasoningField, Flag... flags) {
        return new OpenAiDialect(Set.of(flags), "max_tokens", structured, reasoningField);
    }

    /** A known server: where it usually is and how it speaks. */
    record Preset(String baseUrl, OpenAiDialect dialect) {}
}
