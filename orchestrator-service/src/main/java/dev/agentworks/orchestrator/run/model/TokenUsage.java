package dev.agentworks.orchestrator.run.model;

/** Tokens of model calls. */
public record TokenUsage(
        long input, long output, long cached, long cacheWrite, long reasoning, long total) {

    public static final TokenUsage NONE = new TokenUsage(0, 0, 0, 0, 0, 0);

    TokenUsage plus(TokenUsage more) {
        return new TokenUsage(
                input + more.input,
                output + more.output,
                cached + more.cached,
                cacheWrite + more.cacheWrite,
                reasoning + more.reasoning,
                total + more.total);
    }
}
