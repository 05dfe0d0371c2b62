package dev.agentworks.orchestrator.prompt;

/**
 * How many tokens a text is for a model, rounded up: 3.5 Latin characters a token, which is a
 * little more than the vendors' rule of thumb, and one and a half tokens for every other character.
 */
final class TokenEstimate {

    private static final int LAST_LATIN = 0x24F;
    // 14 parts are a token: 7 Latin characters are two, two others are three
    private static final long LATIN = 4;
    private static final long OTHER = 21;
    private static final long TOKEN = 14;

    private TokenEstimate() {}

    static int of(String text) {
        long weight = 0;
        for (int index = 0; index < text.length(); index++) {
            weight += text.charAt(index) <= LAST_LATIN ? LATIN : OTHER;
        }
        return (int) Math.min(Integer.MAX_VALUE, (weight + TOKEN - 1) / TOKEN);
    }

    /**
     * The longest beginning of the text that is not more than so many tokens, in whole characters.
     */
    static String beginning(String text, int tokens) {
        long left = Math.max(0, tokens) * TOKEN;
        int end = 0;
        while (end < text.length()) {
            left -= text.charAt(end) <= LAST_LATIN ? LATIN : OTHER;
            if (left < 0) {
                break;
            }
            end++;
        }
        boolean inTheMiddle =
                end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, inTheMiddle ? end - 1 : end);
    }
}
