package dev.agentworks.starter.validation;

/** Judges text by what a reader sees of it. */
public final class VisibleText {
    private VisibleText() {}

    /**
     * Whether nothing of the text can be seen: all kinds of space, control and invisible
     * characters.
     */
    public static boolean isBlank(CharSequence text) {
        return text.codePoints().noneMatch(VisibleText::isVisible);
    }

    /** The number of characters, as JSON Schema counts them; half a surrogate pair is one. */
    public static int length(CharSequence text) {
        return (int) text.codePoints().count();
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> !isDrawnAsNothing(character);
        };
    }

    /** Letters, marks and symbols by their category that fonts draw as nothing. */
    private static boolean isDrawnAsNothing(int character) {
        return switch (character) {
            // combining grapheme joiner; Hangul fillers; Khmer inherent vowels; blank Braille
            case 0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0, 0x17B4, 0x17B5, 0x2800 -> true;
            default ->
                    // variation selectors
                    (character >= 0x180B && character <= 0x180F)
                            || (character >= 0xFE00 && character <= 0xFE0F)
                            || (character >= 0xE0100 && character <= 0xE01EF);
        };
    }
}
