package dev.agentworks.starter.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** Which characters a reader does not see, and where they are part of what is seen. */
final class HiddenCharacters {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int BLACK_FLAG = 0x1F3F4;

    /** Scripts whose spelling needs joiners. */
    private static final Set<UnicodeScript> JOINED =
            EnumSet.of(
                    UnicodeScript.ARABIC,
                    UnicodeScript.SYRIAC,
                    UnicodeScript.NKO,
                    UnicodeScript.MONGOLIAN,
                    UnicodeScript.DEVANAGARI,
                    UnicodeScript.BENGALI,
                    UnicodeScript.GURMUKHI,
                    UnicodeScript.GUJARATI,
                    UnicodeScript.ORIYA,
                    UnicodeScript.TAMIL,
                    UnicodeScript.TELUGU,
                    UnicodeScript.KANNADA,
                    UnicodeScript.MALAYALAM,
                    UnicodeScript.SINHALA,
                    UnicodeScript.KHMER);

    private HiddenCharacters() {}

    static boolean contain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            case Character.FORMAT -> !isVisibleSign(codePoint);
            default -> isWithoutWidth(codePoint) || isNoCharacter(codePoint);
        };
    }

    /** Whether the character is needed between these two; 0 stands for the end of the text. */
    static boolean belongTo(int codePoint, int before, int after) {
        if (codePoint == ZERO_WIDTH_JOINER) {
            return isEmojiPart(before) && Character.isExtendedPictographic(after)
                    || isJoined(before);
        }
        if (codePoint == ZERO_WIDTH_NON_JOINER) {
            return isJoined(before) && isJoined(after);
        }
        if (codePoint >= 0xFE00 && codePoint <= 0xFE0F) {
            return Character.isEmoji(before)
                    || Character.isExtendedPictographic(before)
                    || isHan(before);
        }
        if (codePoint >= 0xE0100 && codePoint <= 0xE01EF) {
            return isHan(before);
        }
        // flags of regions: a black flag and the letters of the region as tags
        return isTag(codePoint) && (before == BLACK_FLAG || isTag(before));
    }

    // signs of Arabic and other scripts that stand before a number and are seen
    private static boolean isVisibleSign(int codePoint) {
        return codePoint >= 0x0600 && codePoint <= 0x0605
                || codePoint == 0x06DD
                || codePoint == 0x070F
                || codePoint >= 0x0890 && codePoint <= 0x0891
                || codePoint == 0x08E2
                || codePoint == 0x110BD
                || codePoint == 0x110CD;
    }

    // what Unicode lets a renderer ignore and does not call a format character
    private static boolean isWithoutWidth(int codePoint) {
        return switch (codePoint) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x2800, 0x3164, 0xFFA0 -> true;
            default ->
                    codePoint >= 0x180B && codePoint <= 0x180F
                            || codePoint >= 0xFE00 && codePoint <= 0xFE0F
                            || codePoint >= 0xFFF0 && codePoint <= 0xFFF8
                            || codePoint >= 0xE0000 && codePoint <= 0xE0FFF;
        };
    }

    private static boolean isNoCharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE || codePoint >= 0xFDD0 && codePoint <= 0xFDEF;
    }

    private static boolean isEmojiPart(int codePoint) {
        return Character.isEmoji(codePoint)
                || Character.isExtendedPictographic(codePoint)
                || codePoint == 0xFE0F;
    }

    private static boolean isJoined(int codePoint) {
        return JOINED.contains(UnicodeScript.of(codePoint));
    }

    private static boolean isHan(int codePoint) {
        return UnicodeScript.of(codePoint) == UnicodeScript.HAN;
    }

    private static boolean isTag(int codePoint) {
        return codePoint >= 0xE0020 && codePoint <= 0xE007F;
    }
}
