package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.model.Tokens;

/** Streams with nothing but a usage. */
final class OpenAiUsages {
    private OpenAiUsages() {}

    /** Its cache has one lifetime. */
    static Tokens told(Tokens tokens) {
        return new Tokens(
                tokens.freshInput(),
                tokens.cachedInput(),
                tokens.cacheWrite(),
                0,
                tokens.output(),
                tokens.reasoning(),
                0);
    }

    static String chat(Tokens tokens) {
        return """
        data: {"choices":[{"delta":{"content":"x"},"finish_reason":"stop"}]}

        data: {"choices":[],"usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d,\
        "prompt_tokens_details":{"cached_tokens":%d,"cache_write_tokens":%d},\
        "completion_tokens_details":{"reasoning_tokens":%d}}}

        data: [DONE]

        """
                .formatted(
                        tokens.input(),
                        tokens.output(),
                        tokens.total(),
                        tokens.cachedInput(),
                        tokens.cacheWrite(),
                        tokens.reasoning());
    }

    static String responses(Tokens tokens) {
        return """
        data: {"type":"response.completed","response":{"status":"completed","usage":{\
        "input_tokens":%d,"output_tokens":%d,"total_tokens":%d,\
        "input_tokens_details":{"cached_tokens":%d,"cache_write_tokens":%d},\
        "output_tokens_details":{"reasoning_tokens":%d}}}}

        """
                .formatted(
                        tokens.input(),
                        tokens.output(),
                        tokens.total(),
                        tokens.cachedInput(),
                        tokens.cacheWrite(),
                        tokens.reasoning());
    }
}
