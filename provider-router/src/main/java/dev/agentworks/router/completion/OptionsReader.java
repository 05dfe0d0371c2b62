package dev.agentworks.router.completion;

import dev.agentworks.router.completion.CompletionOptions.WireCache;
import dev.agentworks.router.completion.CompletionOptions.WireEffort;
import dev.agentworks.router.completion.CompletionOptions.WireFormat;
import dev.agentworks.router.completion.CompletionOptions.WireToolChoice;
import dev.agentworks.router.provider.model.ChatOptions;
import dev.agentworks.router.provider.model.ChatOptions.Effort;
import dev.agentworks.router.provider.model.ChatOptions.Output;
import dev.agentworks.router.provider.model.ChatOptions.Sampling;
import dev.agentworks.router.provider.model.ChatOptions.Service;
import dev.agentworks.router.provider.model.ChatOptions.Tools;
import dev.agentworks.router.provider.model.PromptCache;
import dev.agentworks.router.provider.model.ResponseFormat;
import dev.agentworks.router.provider.model.ToolChoice;
import dev.agentworks.router.provider.model.ToolDefinition;
import dev.agentworks.starter.problem.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the options of a request and refuses those that contradict each other. */
final class OptionsReader {
    private static final String AT = "/options";

    private OptionsReader() {}

    static ChatOptions of(@Nullable CompletionOptions wire, List<ToolDefinition> tools) {
        if (wire == null) {
            return ChatOptions.NONE;
        }
        return new ChatOptions(
                new Sampling(
                        wire.topP(), wire.seed(), wire.stop() == null ? List.of() : wire.stop()),
                new Output(format(wire.responseFormat()), null),
                new Tools(choice(wire.toolChoice(), tools), wire.parallelToolCalls()),
                effort(wire.reasoning()),
                new Service(wire.serviceTier(), cache(wire.cache()), wire.endUser()));
    }

    private static ResponseFormat format(@Nullable WireFormat wire) {
        if (wire == null) {
            return ResponseFormat.TEXT;
        }
        return switch (wire.type()) {
            case TEXT -> ResponseFormat.TEXT;
            case JSON_OBJECT -> new ResponseFormat.JsonObject();
            case JSON_SCHEMA -> {
                var schema = wire.schema();
                if (schema == null || !schema.isObject()) {
                    throw invalid("/responseFormat/schema", "must be a JSON Schema object");
                }
                yield new ResponseFormat.JsonSchema(
                        wire.name() == null ? "answer" : wire.name(),
                        schema,
                        !Boolean.FALSE.equals(wire.strict()));
            }
        };
    }

    private static ToolChoice choice(@Nullable WireToolChoice wire, List<ToolDefinition> tools) {
        if (wire == null) {
            return ToolChoice.AUTO;
        }
        return switch (wire.type()) {
            case AUTO -> ToolChoice.AUTO;
            case NONE -> new ToolChoice.None();
            case ANY -> {
                if (tools.isEmpty()) {
                    throw invalid("/toolChoice/type", "there are no tools to choose from");
                }
                yield new ToolChoice.Any();
            }
            case TOOL -> {
                var name = wire.name();
                if (name == null || tools.stream().noneMatch(it -> it.name().equals(name))) {
                    throw invalid("/toolChoice/name", "must be the name of one of the tools");
                }
                yield new ToolChoice.Named(name);
            }
        };
    }

    private static Effort effort(@Nullable WireEffort wire) {
        if (wire == null) {
            return Effort.NONE;
        }
        var level = wire.effort();
        var tokens = wire.tokens();
        if (level != null && tokens == null) {
            return Effort.of(level);
        }
        if (tokens != null && level == null) {
            return Effort.ofTokens(tokens);
        }
        throw invalid("/reasoning", "must say either an effort or a number of tokens");
    }

    private static PromptCache cache(@Nullable WireCache wire) {
        if (wire == null) {
            return PromptCache.NONE;
        }
        var points = wire.points() == null ? Set.<CompletionOptions.CachePoint>of() : wire.points();
        return new PromptCache(
                wire.key(),
                points.stream().map(OptionsReader::point).collect(Collectors.toSet()),
                wire.lifetime() == CompletionOptions.Lifetime.HOUR_1
                        ? PromptCache.Lifetime.HOUR_1
                        : PromptCache.Lifetime.MINUTES_5);
    }

    private static PromptCache.Point point(CompletionOptions.CachePoint point) {
        return switch (point) {
            case TOOLS -> PromptCache.Point.TOOLS;
            case SYSTEM -> PromptCache.Point.SYSTEM;
            case CONVERSATION -> PromptCache.Point.CONVERSATION;
        };
    }

    private static ProblemException invalid(String pointer, String message) {
        return ConversationReader.invalid(AT + pointer, message);
    }
}
