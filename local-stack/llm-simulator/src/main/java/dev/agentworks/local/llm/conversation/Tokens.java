package dev.agentworks.local.llm.conversation;

/**
 * The tokens read and written, estimated as one for each four characters, the vendors' rule of
 * thumb for English.
 *
 * @param input all tokens read, including {@code cached}
 */
public record Tokens(int input, int cached, int output) {

    private static final int CHARACTERS = 4;
    private static final int SMALLEST_CACHED = 1024;

    /** Earlier turns count as cached when they are long enough for the vendors' prompt caches. */
    public static Tokens of(Conversation conversation, String text, Iterable<ToolCall> calls) {
        var input = estimate(conversation.system());
        for (var tool : conversation.tools()) {
            input += estimate(tool.name()) + estimate(tool.schema().toString());
        }
        var last = 0;
        for (var turn : conversation.turns()) {
            last =
                    switch (turn) {
                        case Conversation.Turn.Asked(var asked) -> estimate(asked);
                        case Conversation.Turn.Answered(var said, var made) ->
                                estimate(said)
                                        + made.stream()
                                                .mapToInt(call ->
                                                        estimate(call.arguments().toString()))
                                                .sum();
                        case Conversation.Turn.ToolAnswered(_, var content) -> estimate(content);
                    };
            input += last;
        }
        var output = estimate(text);
        for (var call : calls) {
            output += estimate(call.name()) + estimate(call.arguments().toString());
        }
        var before = input - last;
        return new Tokens(
                input,
                conversation.turns().size() > 1 && before >= SMALLEST_CACHED
                        ? before / 128 * 128
                        : 0,
                output);
    }

    public static int estimate(String text) {
        return (text.length() + CHARACTERS - 1) / CHARACTERS;
    }
}
